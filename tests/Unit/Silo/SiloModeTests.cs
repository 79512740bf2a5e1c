using Microsoft.Extensions.Configuration;
using Tripline.Silo.Composition;

namespace Tripline.Tests.Unit.Silo;

public sealed class SiloModeTests
{
    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData("embedded", "", false, false)]
    [InlineData("embedded", "Host=db", false, true)]
    [InlineData("Kafka", "Host=db", true, true)]
    public void Read_OptionsThatGoTogether_SayWhatTheSiloStandsOn(
        string? streams, string? connection, bool isClustered, bool usesPostgres) =>
        Assert.Equal(new SiloMode(isClustered, usesPostgres), Read(streams, connection));

    [Theory]
    [InlineData("kafka", null, "--ConnectionStrings:Tripline")]
    [InlineData("rabbit", "Host=db", "embedded or kafka")]
    public void Read_OptionsThatDoNot_AreRefusedWithWhatToDo(string streams, string? connection, string advice) =>
        Assert.Contains(
            advice,
            Assert.Throws<InvalidOperationException>(() => Read(streams, connection)).Message,
            StringComparison.Ordinal);

    private static SiloMode Read(string? streams, string? connection) => SiloMode.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Streams"] = streams,
            ["ConnectionStrings:Tripline"] = connection,
        }).Build());
}
