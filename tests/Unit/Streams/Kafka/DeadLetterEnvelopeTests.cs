using System.Text.Json;
using Tripline.Streams.Kafka;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class DeadLetterEnvelopeTests
{
    [Fact]
    public void Envelope_OfALargeRecord_StaysBelowTheMegabyteThatBrokersTake()
    {
        var envelope = new DeadLetterEnvelope("ticks", 3, 9, "why", new byte[5_000], new byte[5_000_000]);
        var written = envelope.Write();
        Assert.InRange(written.Length, DeadLetterEnvelope.MaxValueBytes, 999_000);
        Assert.Null(envelope.Key);
        var letter = JsonElement.Parse(written);
        Assert.Equal(DeadLetterEnvelope.MaxKeyBytes, letter.GetProperty("key").GetBytesFromBase64().Length);
        Assert.Equal(DeadLetterEnvelope.MaxValueBytes, letter.GetProperty("value").GetBytesFromBase64().Length);
        Assert.Equal(5_000_000, letter.GetProperty("valueBytes").GetInt32());
        Assert.True(letter.GetProperty("isTruncated").GetBoolean());
    }

    [Fact]
    public void Envelope_WrittenForATopicThatTakesLess_KeepsTheBeginning()
    {
        var envelope = new DeadLetterEnvelope("ticks", 3, 9, "why", [1], [1, 2, 3, 4]);
        var letter = JsonElement.Parse(envelope.Write(maxValueBytes: 2));
        Assert.Equal([1, 2], letter.GetProperty("value").GetBytesFromBase64());
        Assert.True(letter.GetProperty("isTruncated").GetBoolean());
    }
}
