using Tripline.Storage.Embedded.Triggers;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Tests.Storage.Embedded;

/// <summary>The bytes of triggers are those that folders already hold.</summary>
public sealed class TriggerCodecTests
{
    private static readonly Guid Alert = new("01234567-89ab-7def-8123-456789abcdef");

    [Theory]
    [InlineData("info", AlertSeverity.Info)]
    [InlineData("warning", AlertSeverity.Warning)]
    [InlineData("critical", AlertSeverity.Critical)]
    public void Trigger_IsWrittenAndReadAsBefore(string word, AlertSeverity severity)
    {
        var trigger = new Trigger(
            9, Alert, "ann", "SPY", 3, 77L << 16, 5, 1_381_152_600_000, 168.25, null, "w", severity, "m");
        var writer = new ValueWriter();

        TriggerCodec.Write(writer, trigger);

        Assert.Equal(Stored(word), writer.Span.ToArray());
        var reader = new ValueReader(Stored(word));
        Assert.Equal(trigger, TriggerCodec.Read(ref reader, "ann", 9));
    }

    [Fact]
    public void Severity_OfAWordThatIsNotKnown_IsTheLeast()
    {
        var reader = new ValueReader(Stored("urgent"));
        Assert.Equal(AlertSeverity.Info, TriggerCodec.Read(ref reader, "ann", 9).Severity);
    }

    private static byte[] Stored(string severity) => new ValueWriter()
        .Id(Alert).Text("SPY").Number(3).Number(77L << 16).Number(5).Number(1_381_152_600_000).Double(168.25)
        .Text(null).Text("w").Text(severity).Text("m").Span.ToArray();
}
