using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>What brokers of today do and the tests' own broker, a 0.9, does not.</summary>
public sealed class CurrentProtocolTests
{
    private const string Symbol = "SPY";
    private const long TimeMs = 1_700_000_000_000;
    private static readonly byte[] Key = Encoding.ASCII.GetBytes(Symbol);

    [Fact]
    public async Task Reader_BadRecordWithHeaders_DeadLetterCarriesThemAndOurs()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer();
        var headers = new Headers { { "trace", "0af7"u8.ToArray() }, { "trace", "b7ad"u8.ToArray() }, { "none", null }, { "empty", [] } };
        await producer.ProduceAsync(topic, new Message<byte[]?, string>
        {
            Key = Key, Value = "not JSON", Headers = headers, Timestamp = new Timestamp(TimeMs, TimestampType.CreateTime),
        });

        await using var log = kafka.Open(topic);
        using var reader = log.OpenReader(0, 0);
        await RejectAsync(reader);

        var letter = Assert.Single(await kafka.ReadAsync(topic + ".dlq", 1)).Message;
        Assert.Equal(Key, letter.Key);
        Assert.Equal(
            ["trace=0af7", "trace=b7ad", "none=", "empty=", $"tripline.topic={topic}", "tripline.partition=0", "tripline.offset=0"],
            letter.Headers.Take(7).Select(Describe));
        Assert.Null(letter.Headers[2].GetValueBytes());
        Assert.Contains("is not JSON", Describe(letter.Headers[7]), StringComparison.Ordinal);
        Assert.Equal([$"tripline.timestamp={TimeMs}"], letter.Headers.Skip(8).Select(Describe));
    }

    [Fact]
    public async Task Reader_BadRecordWithMoreHeadersThanAreKept_SaysHowManyAreLeftOut()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer();
        var headers = new Headers();
        for (var n = 0; n < 10; n++)
        {
            headers.Add("h", new byte[DeadLetterHeaders.MaxBytes / 4]);
        }

        await producer.ProduceAsync(topic, new Message<byte[]?, string> { Key = Key, Value = "", Headers = headers });

        await using var log = kafka.Open(topic);
        using var reader = log.OpenReader(0, 0);
        await RejectAsync(reader);
        var letter = Assert.Single(await kafka.ReadAsync(topic + ".dlq", 1)).Message;
        Assert.Equal(3, letter.Headers.Count(header => header.Key == "h"));
        Assert.Equal("tripline.headers-left-out=7", Describe(letter.Headers[^1]));
    }

    [Fact]
    public async Task Follower_BadRecord_IsPassedOverAndBecomesNoSecondLetter()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer();
        await producer.ProduceAsync(topic, new Message<byte[]?, string> { Key = Key, Value = "not JSON" });

        await using var log = kafka.Open(topic);
        using var follower = log.OpenFollower(0, 0);
        await RejectAsync(follower);
        using var reader = log.OpenReader(0, 0);
        await RejectAsync(reader);
        await producer.ProduceAsync(topic + ".dlq", new Message<byte[]?, string> { Value = "the last" });
        Assert.Equal(2, (await kafka.ReadAsync(topic + ".dlq", 2)).Count);
    }

    [Fact]
    public async Task Reader_TickWithoutATime_TakesItsRecords()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer();
        string[] values =
        [
            $$"""{"symbol":"{{Symbol}}","price":1}""",
            $$"""{"symbol":"{{Symbol}}","price":1,"time":{{TimeMs + 77}}}""",
            $$"""[{"symbol":"{{Symbol}}","price":1},{"symbol":"{{Symbol}}","price":2,"time":{{TimeMs + 78}}}]""",
        ];
        for (var n = 0; n < values.Length; n++)
        {
            await producer.ProduceAsync(topic, new Message<byte[]?, string>
            {
                Key = Key, Value = values[n], Timestamp = new Timestamp(TimeMs + n, TimestampType.CreateTime),
            });
        }

        await using var log = kafka.Open(topic);
        using var reader = log.OpenReader(0, 0);
        var ticks = await KafkaLogUnderTest.ReadAsync(reader, 4);
        Assert.Equal([TimeMs, TimeMs + 77, TimeMs + 2, TimeMs + 78], ticks.Select(tick => tick.TimeMs));
    }

    [Theory]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task Reader_CompressedTopic_ReadsAll(CompressionType compression)
    {
        const int Count = 2_000;
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using (var producer = kafka.NewProducer(config => (config.CompressionType, config.LingerMs) = (compression, 50)))
        {
            for (var n = 0; n < Count; n++)
            {
                producer.Produce(topic, new Message<byte[]?, string> { Key = Key, Value = Json(n) });
            }

            producer.Flush(TimeSpan.FromSeconds(30));
        }

        await using var log = kafka.Open(topic);
        using var reader = log.OpenReader(0, 0);
        var ticks = await KafkaLogUnderTest.ReadAsync(reader, Count);
        Assert.Equal(Numbers(0, Count), ticks.Select(tick => tick.Size));
    }

    [Fact]
    public async Task Checkpointed_WithoutAMember_IsCommitted()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        await using var log = kafka.Open(topic);
        log.Checkpointed(0, 41);
        log.Checkpointed(0, 42);
        using var tool = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = kafka.BootstrapServers, GroupId = topic }).Build();
        await Eventually.BecomesTrueAsync("42 is committed", TimeSpan.FromSeconds(30), () => Task.FromResult(
            tool.Committed([new TopicPartition(topic, 0)], TimeSpan.FromSeconds(10)).Single().Offset == 42));
    }

    private static async Task RejectAsync(ITickLogReader reader)
    {
        var run = new RecordRun(RecordRun.MinBytes, 1_000);
        await Eventually.BecomesTrueAsync("the record came", TimeSpan.FromSeconds(30), async () =>
        {
            var hasCome = reader.TryRead(run) && run.RejectedCount == 1;
            await run.RejectedStored;
            return hasCome;
        });
    }

    private static string Describe(IHeader header) =>
        $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes() ?? [])}";

    private static string Json(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"symbol":"{{Symbol}}","price":1,"size":{{number}},"time":{{TimeMs}}}""");

    private static IEnumerable<double> Numbers(int from, int count) =>
        Enumerable.Range(from, count).Select(number => (double)number);
}
