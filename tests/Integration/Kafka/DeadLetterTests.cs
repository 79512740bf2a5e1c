using System.Text;
using Tripline.Streams.Log;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

public sealed class DeadLetterTests(SharedKafka kafka)
{
    private const int Partitions = 2;
    private const string Symbol = "SPY";
    private const string Other = "MSFT";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    // Bytes of a value that its dead letter keeps.
    private const int KeptBytes = 700_000;

    [Fact]
    public async Task Reader_RecordsThatCannotBeProcessed_BecomeDeadLettersAndTheRestIsRead()
    {
        await using var bench = await StartAsync();
        var partition = Streams.SymbolPartition.Of(Symbol, Partitions);
        var bad = BadRecords.For(Symbol, Other, Partitions).ToList();
        var offsets = await RawRecords.ProduceAsync(
            bench.Server, bench.Options.Topic, bad.SelectMany(one => (RawRecord[])[one.Record, Good(1)]));

        using var reader = bench.Log.OpenReader(partition, 0);
        var (ticks, rejected) = await ReadAsync(reader, offsets[^1] + 1);

        Assert.Equal(bad.Count, rejected);
        Assert.Equal(offsets.Where((_, index) => index % 2 == 1), ticks.Select(tick => tick.Offset));
        var letters = await RawRecords.ReadLettersAsync(bench.Server, bench.Options.DeadLetterTopic, bad.Count);
        Assert.Equal(bad.Count, letters.Count);
        foreach (var ((key, letter), ((record, reason), at)) in letters.Zip(bad.Select((one, at) => (one, at))))
        {
            Assert.Equal(bench.Options.Topic, letter.GetProperty("topic").GetString());
            Assert.Equal(partition, letter.GetProperty("partition").GetInt32());
            Assert.Equal(offsets[2 * at], letter.GetProperty("offset").GetInt64());
            Assert.Contains(reason, letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.Equal(record.Key, key);
            Assert.Equal(record.Key, Bytes(letter, "key"));
            Assert.Equal(
                record.Value is { Length: > 0 } value ? value[..Math.Min(value.Length, KeptBytes)] : null,
                Bytes(letter, "value"));
            Assert.Equal(record.Value?.Length ?? 0, letter.GetProperty("valueBytes").GetInt32());
            Assert.Equal(record.Value?.Length > KeptBytes, letter.GetProperty("isTruncated").GetBoolean());
        }
    }

    [Fact]
    public async Task Reader_RecordsOfUnusualShapeThatAreSound_AreRead()
    {
        await using var bench = await StartAsync();
        var partition = Streams.SymbolPartition.Of(Symbol, Partitions);
        var many = string.Join(',', Enumerable.Repeat(BadRecords.Tick(Symbol), 20_000));
        await RawRecords.ProduceAsync(
            bench.Server,
            bench.Options.Topic,
            // What counts is the partition: that the key is missing, or another of the same partition, harms nobody.
            RawRecord.Of(partition, BadRecords.Tick(Symbol)),
            RawRecord.Of(partition, BadRecords.Tick("spy"), "anything"),
            RawRecord.Of(partition, $"  [{many}]  ", Symbol));

        using var reader = bench.Log.OpenReader(partition, 0);
        var (ticks, rejected) = await ReadAsync(reader, 3);

        Assert.Equal(0, rejected);
        Assert.Equal(20_002, ticks.Count);
        Assert.All(ticks, tick => Assert.Equal(Symbol, tick.Symbol));
    }

    [Fact]
    public async Task Reader_NoDeadLetterTopic_CountsAndGoesOn()
    {
        await using var bench = await StartAsync();
        await using var without = bench.Another(options => options.DeadLetterTopic = "");
        var partition = Streams.SymbolPartition.Of(Symbol, Partitions);
        await RawRecords.ProduceAsync(
            bench.Server, bench.Options.Topic, RawRecord.Of(partition, "{}", Symbol), Good(1));

        using var reader = without.Log.OpenReader(partition, 0);
        var (ticks, rejected) = await ReadAsync(reader, 2);

        Assert.Equal((1, 1), (ticks.Count, rejected));
    }

    private static RawRecord Good(double price) => new(
        Streams.SymbolPartition.Of(Symbol, Partitions),
        Encoding.UTF8.GetBytes(BadRecords.Tick(Symbol, price)),
        Encoding.UTF8.GetBytes(Symbol));

    private static byte[]? Bytes(System.Text.Json.JsonElement letter, string name) =>
        letter.GetProperty(name) is { ValueKind: System.Text.Json.JsonValueKind.String } text ? text.GetBytesFromBase64() : null;

    private static async Task<(List<ReadTick> Ticks, int Rejected)> ReadAsync(ITickLogReader reader, long end)
    {
        var run = new RecordRun(RecordRun.MinBytes, 65_536);
        var ticks = new List<ReadTick>();
        var rejected = 0;
        var next = 0L;
        await Eventually.BecomesTrueAsync(
            $"all before offset {end} is read",
            Bound,
            async () =>
            {
                while (next < end && reader.TryRead(run))
                {
                    await run.RejectedStored.WaitAsync(Bound);
                    ticks.AddRange(KafkaLogUnderTest.Decode(run));
                    rejected += run.RejectedCount;
                    next = run.NextOffset;
                }

                return next >= end;
            },
            () => $"It is at {next} with {rejected} dead letters.");
        return (ticks, rejected);
    }

    private async Task<KafkaLogUnderTest> StartAsync()
    {
        Assert.NotEqual(Streams.SymbolPartition.Of(Symbol, Partitions), Streams.SymbolPartition.Of(Other, Partitions));
        var server = await kafka.ServerAsync();
        var topic = await server.CreateTopicAsync(Partitions, null, $"max.message.bytes={BadRecords.MaxBytes + 100_000}");
        await server.CreateTopicAsync(1, topic + ".dlq");
        return KafkaLogUnderTest.On(server, topic);
    }
}
