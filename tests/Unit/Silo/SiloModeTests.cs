using Microsoft.Extensions.Configuration;
using Tripline.Silo.Composition;

namespace Tripline.Tests.Unit.Silo;

public sealed class SiloModeTests
{
    private const string Database = "ConnectionStrings:Tripline=Host=db;Password=secret";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, false, "Streams=embedded", "ConnectionStrings:Tripline=")]
    [InlineData(false, true, Database, "Postgres:MaxConnections=3")]
    [InlineData(true, true, Database, "Streams=Kafka", "Kafka:BootstrapServers=host:9092")]
    [InlineData(true, true, Database, "Streams=kafka", "Kafka:EventHubs:ConnectionString=Endpoint=sb://x")]
    public void Read_OptionsThatGoTogether_SayWhatTheSiloStandsOn(
        bool isClustered, bool usesPostgres, params string[] options) =>
        Assert.Equal(new SiloMode(isClustered, usesPostgres), SiloMode.Read(Configuration(options)));

    [Theory]
    [InlineData("--ConnectionStrings:Tripline", "Streams=kafka", "Kafka:BootstrapServers=host:9092")]
    [InlineData("--Kafka:BootstrapServers", "Streams=kafka", Database)]
    [InlineData("Kafka:Client:acks is set", "Kafka:Client:acks=all")]
    [InlineData("add --Streams kafka", Database, "Kafka:BootstrapServers=host:9092")]
    [InlineData("embedded or kafka", "Streams=rabbit", Database)]
    [InlineData("Postgres:CallTimeout is set", "Postgres:CallTimeout=00:00:05")]
    public void Read_OptionsThatDoNot_AreRefusedWithWhatToDo(string advice, params string[] options)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => SiloMode.Read(Configuration(options)));

        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    internal static IConfiguration Configuration(params string[] options) => new ConfigurationBuilder()
        .AddInMemoryCollection(options.Select(option => option.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => (string?)parts[1]))
        .Build();
}
