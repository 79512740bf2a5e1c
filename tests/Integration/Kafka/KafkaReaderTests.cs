using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

public sealed class KafkaReaderTests(SharedKafka kafka)
{
    private const int AtOnce = 40;
    private const long TimeMs = 1_700_000_000_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task KafkaReader_OpenedAgainAtAnyOffset_ReadsFromThereOnWithoutAGap()
    {
        const int Records = 4_000;
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await AppendAsync(bench, Records);
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var from = random.Next(Records - 1);
            var count = random.Next(1, Records - from);
            using var reader = bench.Log.OpenReader(0, from);
            var ticks = await KafkaLogUnderTest.ReadAsync(reader, count);
            Assert.Equal(Enumerable.Range(from, ticks.Count), ticks.Select(tick => (int)tick.Offset));
        }
    }

    [Fact]
    public async Task KafkaReader_MoreThanMayReadOnePartition_IsRefusedUntilOneEnds()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await AppendAsync(bench, 10);
        var readers = Enumerable.Range(0, ReadingConsumers.MaxReaders).Select(_ => bench.Log.OpenFollower(0, 0)).ToList();
        Assert.Throws<IOException>(() => bench.Log.OpenFollower(0, 5));

        readers[1].Dispose();
        using (var next = bench.Log.OpenFollower(0, 5))
        {
            Assert.Equal(5, (await KafkaLogUnderTest.ReadAsync(next, 5)).Count);
        }

        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task KafkaReader_FasterThanIsFetchedAhead_IsNotLeftAloneForASecondAtEachFetch()
    {
        const int Records = 5_000;
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await AppendAsync(bench, Records);
        await using var silo = bench.Another(options =>
        {
            options.MaxFetchedRecords = 1;
            // Some hundred records, so that all of them take some 40 fetches.
            options.Client["max.partition.fetch.bytes"] = "10000";
        });
        using var reader = silo.Log.OpenReader(0, 0);
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(Records, (await KafkaLogUnderTest.ReadAsync(reader, Records)).Count);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task KafkaReader_RetentionPassedItsOffset_TellsWhatIsMissingAndGoesOn()
    {
        var server = await kafka.ServerAsync();
        var topic = await server.CreateTopicAsync(
            1, null, "segment.bytes=8000", "retention.ms=1000", "file.delete.delay.ms=100");
        await server.CreateTopicAsync(1, topic + ".dlq");
        await using var bench = KafkaLogUnderTest.On(server, topic);
        await AppendAsync(bench, 200);
        PartitionRange range = default;
        await Eventually.BecomesTrueAsync("retention removed something", Bound, async () =>
            (range = await bench.Log.ReadRangeAsync(0, CancellationToken.None)).Begin > 0);

        using var reader = bench.Log.OpenReader(0, 0);
        var run = new RecordRun(1 << 20, 1_000);
        await Eventually.BecomesTrueAsync("it came back", Bound, () => Task.FromResult(reader.TryRead(run)));
        Assert.Equal(0, run.Damage[0].From);
        Assert.InRange(run.Damage[0].Until, range.Begin, range.End);
        Assert.Equal(run.Damage[0].Until, run.Records.IsEmpty ? run.NextOffset : run.Records[0].Offset);
    }

    [Fact]
    public async Task KafkaReader_TopicEndsBeforeItsOffset_RefusesToGoOn()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await AppendAsync(bench, 10);
        using var reader = bench.Log.OpenReader(0, 500);
        var run = new RecordRun(1 << 20, 1_000);
        InvalidDataException? refusal = null;
        await Eventually.BecomesTrueAsync("it is refused", Bound, () =>
        {
            refusal = Record.Exception(() => reader.TryRead(run)) as InvalidDataException;
            return Task.FromResult(refusal is not null);
        });
        Assert.Contains("made anew", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KafkaReader_LogIsClosedBeforeIt_FindsNothingMoreAndCanBeClosed()
    {
        var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await AppendAsync(bench, 10);
        using var reader = bench.Log.OpenReader(0, 0);
        using var scan = bench.Log.OpenScan(0, 0);
        var run = new RecordRun(1 << 20, 1);
        await Eventually.BecomesTrueAsync("one came", Bound, () => Task.FromResult(reader.TryRead(run)));
        Assert.True(scan.TryRead(run));

        await bench.DisposeAsync();
        Assert.Throws<IOException>(() => reader.TryRead(run));
    }

    private static async Task AppendAsync(KafkaLogUnderTest bench, int records)
    {
        foreach (var numbers in Enumerable.Range(0, records).Chunk(AtOnce))
        {
            var ticks = numbers.Select(number => new Tick("SPY", 1, number, TimeMs)).ToArray();
            await bench.Appender.AppendAsync(ticks, maxTicksPerRecord: 1, CancellationToken.None);
        }
    }
}
