using System.Globalization;
using Confluent.Kafka;
using Tripline.Streams;
using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

public sealed class KafkaTickLogTests(SharedKafka kafka)
{
    private const long TimeMs = 1_700_000_000_000;

    [Fact]
    public async Task KafkaTickLog_TicksAppended_AreReadInOrderFromAnyOffset()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        for (var n = 0; n < 50; n++)
        {
            await bench.AppendAsync(Number(2 * n), Number((2 * n) + 1));
        }

        Assert.Equal(1, bench.Log.PartitionCount);
        var range = await bench.Log.ReadRangeAsync(0, CancellationToken.None);
        Assert.Equal(new PartitionRange(0, 50, -1), range);

        using (var reader = bench.Log.OpenReader(0, 0))
        {
            var ticks = await KafkaLogUnderTest.ReadAsync(reader, 100);
            Assert.Equal(Enumerable.Range(0, 100).Select(n => (double)n), ticks.Select(tick => tick.Size));
            Assert.Equal((49L, 1), (ticks[^1].Offset, ticks[^1].Index));
        }

        using var again = bench.Log.OpenReader(0, 20);
        Assert.Equal(
            Enumerable.Range(40, 60).Select(n => (double)n),
            (await KafkaLogUnderTest.ReadAsync(again, 60)).Select(tick => tick.Size));
    }

    [Fact]
    public async Task KafkaTickLog_TicksOfManySymbols_LieInTheirPartitions()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), partitions: 4);
        var symbols = Enumerable.Range(0, 40).Select(n => $"SYM{n}").ToArray();
        await bench.AppendAsync([.. symbols.Select(symbol => new Tick(symbol, 1, 1, TimeMs, "feed", 7))]);
        for (var partition = 0; partition < 4; partition++)
        {
            var expected = symbols.Where(symbol => SymbolPartition.Of(symbol, 4) == partition).ToArray();
            using var reader = bench.Log.OpenReader(partition, 0);
            var ticks = await KafkaLogUnderTest.ReadAsync(reader, expected.Length);
            Assert.Equal(expected, ticks.Select(tick => tick.Symbol));
        }
    }

    [Fact]
    public async Task KafkaTickLog_TicksProducedByKcatKeyedBySymbol_LieWhereSymbolPartitionSays()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), partitions: 5);
        var symbols = Enumerable.Range(0, 60).Select(n => $"BTC-{n}").ToArray();
        await Kcat.ProduceAsync(bench.Server, bench.Options.Topic, symbols.Select(symbol => (symbol,
            $$"""{"exchange":"x","symbol":"{{symbol}}","price":"1.5","qty":2,"ts":1700000000123,"trade_id":9,"side":"buy"}""")));
        for (var partition = 0; partition < 5; partition++)
        {
            var expected = symbols.Where(symbol => SymbolPartition.Of(symbol, 5) == partition).ToArray();
            using var reader = bench.Log.OpenReader(partition, 0);
            var ticks = await KafkaLogUnderTest.ReadAsync(reader, expected.Length);
            Assert.Equal(expected, ticks.Select(tick => tick.Symbol));
            Assert.All(ticks, tick => Assert.Equal((1.5, 2.0, 1_700_000_000_123, 0L), (tick.Price, tick.Size, tick.TimeMs, tick.Sequence)));
        }
    }

    [Fact]
    public async Task KafkaTickLog_NothingLeftToRead_WakesTheReaderAtTheNextRecord()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await bench.AppendAsync(Number(0));
        using var reader = bench.Log.OpenReader(0, 0);
        await KafkaLogUnderTest.ReadAsync(reader, 1);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.OnDurable(() => woken.TrySetResult());
        var run = new RecordRun(1 << 20, 1_000);
        while (reader.TryRead(run))
        {
            // Only the news that the end was reached.
        }

        await bench.AppendAsync(Number(1));
        await woken.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1.0, (await KafkaLogUnderTest.ReadAsync(reader, 1))[0].Size);
    }

    [Fact]
    public async Task KafkaTickLog_OneReaderDoesNotRead_TheOthersAndItsOwnLimitHold()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), partitions: 2);
        await using var slow = bench.Another(options => options.MaxFetchedBytes = 64 << 10);
        var stuck = Enumerable.Range(0, 100).Select(n => $"S{n}").First(symbol => SymbolPartition.Of(symbol, 2) == 0);
        var quick = Enumerable.Range(0, 100).Select(n => $"S{n}").First(symbol => SymbolPartition.Of(symbol, 2) == 1);
        using var stuckReader = slow.Log.OpenReader(0, 0);
        using var quickReader = slow.Log.OpenReader(1, 0);
        for (var n = 0; n < 40; n++)
        {
            await bench.AppendAsync(
                [.. Enumerable.Range(0, 2_000).Select(i => new Tick(i % 2 == 0 ? stuck : quick, 1, (n * 1_000) + (i / 2), TimeMs))]);
        }

        var others = await KafkaLogUnderTest.ReadAsync(quickReader, 40_000);
        Assert.Equal(Enumerable.Range(0, 40_000).Select(n => (double)n), others.Select(tick => tick.Size));
        var late = await KafkaLogUnderTest.ReadAsync(stuckReader, 40_000);
        Assert.Equal(Enumerable.Range(0, 40_000).Select(n => (double)n), late.Select(tick => tick.Size));
    }

    [Fact]
    public async Task KafkaTickLog_ScanOfAPartition_ReadsToTheEndBesideItsReader()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        for (var n = 0; n < 20; n++)
        {
            await bench.AppendAsync(Number(n));
        }

        using var reader = bench.Log.OpenReader(0, 0);
        Assert.Equal(5, (await KafkaLogUnderTest.ReadAsync(reader, 5)).Take(5).Count());
        using var scan = bench.Log.OpenScan(0, 0);
        var run = new RecordRun(1 << 20, 1_000);
        var count = 0;
        while (scan.TryRead(run))
        {
            count += run.TickCount;
        }

        Assert.Equal(20, count);
    }

    [Fact]
    public async Task KafkaTickLog_Checkpointed_IsCommittedForTheGroupWithoutAMember()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), partitions: 3);
        bench.Log.Checkpointed(0, 4);
        bench.Log.Checkpointed(2, 7);
        bench.Log.Checkpointed(0, 9);
        await CommittedBecomeAsync(bench, 9, null, 7);

        bench.Log.Checkpointed(0, 12);
        bench.Log.Checkpointed(1, 1);
        await CommittedBecomeAsync(bench, 12, 1, 7);
    }

    [Fact]
    public async Task KafkaTickLog_CheckpointedWhileAStrangerIsMemberOfTheGroup_IsCommittedOnceThatHasLeft()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        var config = new ConsumerConfig(new Dictionary<string, string>(KafkaServer.ClientOptions))
        {
            BootstrapServers = bench.Server.BootstrapServers,
            GroupId = bench.Options.Group,
            SessionTimeoutMs = 30_000,
            EnableAutoCommit = false,
        };
        using (var stranger = new ConsumerBuilder<byte[], byte[]>(config).Build())
        {
            stranger.Subscribe(bench.Options.Topic);
            await Eventually.BecomesTrueAsync("it is a member", TimeSpan.FromSeconds(30), () =>
            {
                stranger.Consume(TimeSpan.FromMilliseconds(100));
                return Task.FromResult(stranger.Assignment.Count > 0);
            });
            bench.Log.Checkpointed(0, 4);
            await Task.Delay(TimeSpan.FromSeconds(3));
            Assert.Equal([null], Committed(bench));
            stranger.Close();
        }

        await CommittedBecomeAsync(bench, 4);
    }

    [Fact]
    public async Task KafkaTickLog_CheckpointedJustBeforeTheEnd_IsCommittedAtTheEnd()
    {
        await using var bench = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        await using (var other = bench.Another())
        {
            other.Log.Checkpointed(0, 4);
            await CommittedBecomeAsync(bench, 4);
            other.Log.Checkpointed(0, 5);
        }

        Assert.Equal([5], Committed(bench));
    }

    [Fact]
    public async Task KafkaTickLog_NoSuchTopic_SaysHowToMakeIt()
    {
        var server = await kafka.ServerAsync();
        var options = new KafkaOptions
        {
            BootstrapServers = server.BootstrapServers,
            Topic = "no such/topic",
            RequestTimeout = TimeSpan.FromSeconds(2),
        };
        foreach (var (name, value) in KafkaServer.ClientOptions)
        {
            options.Client[name] = value;
        }

        var refusal = Assert.Throws<InvalidOperationException>(() => new KafkaTickLog(
            options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<KafkaTickLog>.Instance));
        Assert.Contains("--create --topic", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KafkaTickLog_NoBroker_SaysWhatToCheck()
    {
        var options = new KafkaOptions
        {
            BootstrapServers = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePorts.Next()}"),
            RequestTimeout = TimeSpan.FromSeconds(2),
        };
        var refusal = Assert.Throws<IOException>(() => new KafkaTickLog(
            options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<KafkaTickLog>.Instance));
        Assert.Contains("Kafka:BootstrapServers", refusal.Message, StringComparison.Ordinal);
    }

    private static Tick Number(int number) => new("SPY", 168.25, number, TimeMs + number, "feed", number + 1);

    private static Task CommittedBecomeAsync(KafkaLogUnderTest bench, params long?[] expected) =>
        Eventually.BecomesTrueAsync(
            $"{string.Join(", ", expected)} are committed",
            TimeSpan.FromSeconds(30),
            () => Task.FromResult(Committed(bench).SequenceEqual(expected)),
            () => $"{string.Join(", ", Committed(bench))} are.");

    // As a tool that watches lag asks.
    private static IReadOnlyList<long?> Committed(KafkaLogUnderTest bench)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(KafkaServer.ClientOptions))
        {
            BootstrapServers = bench.Server.BootstrapServers,
            GroupId = bench.Options.Group,
        };
        using var tool = new ConsumerBuilder<byte[], byte[]>(config).Build();
        var partitions = Enumerable.Range(0, bench.Log.PartitionCount)
            .Select(partition => new TopicPartition(bench.Options.Topic, partition));
        return [.. tool.Committed(partitions, TimeSpan.FromSeconds(10))
            .OrderBy(found => found.Partition.Value)
            .Select(found => found.Offset.IsSpecial ? (long?)null : found.Offset.Value)];
    }
}
