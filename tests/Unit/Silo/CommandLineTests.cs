using Tripline.Silo.Options;

namespace Tripline.Tests.Unit.Silo;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("--Source", "replay", "--Replay:File", "day.csv.gz")]
    [InlineData("--source=none")]
    [InlineData("--Kafka:Client:security.protocol", "SASL_SSL", "--kafka:fields:price", "p")]
    [InlineData("--Logging:LogLevel:Default", "Debug")]
    public void Fault_KnownOptions_IsNone(params string[] args) => Assert.Null(CommandLine.Fault(args));

    [Fact]
    public void Fault_MisspeltOption_NamesTheNearestOne() =>
        Assert.Contains("'--Replay:File'", CommandLine.Fault(["--Replay:Fiel", "x"]), StringComparison.Ordinal);

    [Fact]
    public void Fault_NothingAfterAnOpenOption_IsNoOption() =>
        Assert.Contains("no option", CommandLine.Fault(["--Kafka:Client:", "x"]), StringComparison.Ordinal);

    [Fact]
    public void Fault_OptionWithoutValue_SaysSo() =>
        Assert.Contains("needs a value", CommandLine.Fault(["--Source"]), StringComparison.Ordinal);

    [Fact]
    public void Fault_BareWord_SaysHowOptionsAreWritten() =>
        Assert.Contains("--Name value", CommandLine.Fault(["replay"]), StringComparison.Ordinal);
}
