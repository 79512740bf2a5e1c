using Tripline.Silo.Composition;

namespace Tripline.Tests.Unit.Silo;

public sealed class PostgresOptionsReaderTests
{
    [Fact]
    public void Read_OptionsOfBothSections_AreTakenOver()
    {
        var options = PostgresOptionsReader.Read(SiloModeTests.Configuration(
            "ConnectionStrings:Tripline=Host=db",
            "Postgres:CallTimeout=00:00:03",
            "Postgres:MaxConnections=7",
            "Postgres:MigrateAtStart=false",
            "Postgres:TriggerRetention=90.00:00:00",
            "Storage:CandleRetention:60=2.00:00:00"));

        Assert.Equal("Host=db", options.ConnectionString);
        Assert.Equal(TimeSpan.FromSeconds(3), options.CallTimeout);
        Assert.Equal(7, options.MaxConnections);
        Assert.False(options.MigrateAtStart);
        Assert.Equal(TimeSpan.FromDays(90), options.TriggerRetention);
        Assert.Equal(TimeSpan.FromDays(2), options.CandleRetention[60]);
        Assert.Equal(TimeSpan.FromDays(90), options.CandleRetention[300]);
    }

    [Theory]
    [InlineData("Host=db;Port=secret")]
    [InlineData("Host=db;Password=se;secret=x")]
    [InlineData("Host=db;Password=\"secret")]
    [InlineData("Password=secret")]
    public void Read_ConnectionStringThatCannotBeUsed_SaysSoWithoutIt(string connection)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => PostgresOptionsReader.Read(
            SiloModeTests.Configuration($"ConnectionStrings:Tripline={connection}")));

        Assert.Contains("ConnectionStrings:Tripline is not a connection string", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Postgres:CallTimeout=00:00:00")]
    [InlineData("Postgres:MaxConnections=0")]
    [InlineData("Postgres:StartTimeout=soon")]
    public void Read_ValueThatCannotBeUsed_NamesTheOption(string option)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => PostgresOptionsReader.Read(
            SiloModeTests.Configuration("ConnectionStrings:Tripline=Host=db", option)));

        Assert.Contains(option.Split('=')[0], fault.Message, StringComparison.Ordinal);
    }
}
