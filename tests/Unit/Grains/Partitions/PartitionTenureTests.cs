using System.Buffers.Binary;
using Tripline.Streams;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

public sealed class PartitionTenureTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 7)]
    [InlineData(3, 65_536)]
    public async Task Pass_TicksOfManySymbols_EachSymbolTakesItsOwnInLogOrder(int partitions, int ticksPerRecord)
    {
        await using var bench = new TenureBench(partitions);
        await bench.StartAsync();
        var ticks = Enumerable.Range(0, 20_000).Select(n => LogFolder.Tick(n, $"SYM-{n * 7919 % 100}")).ToArray();
        await bench.Appender.AppendAsync(ticks.AsMemory(0, 9_000), ticksPerRecord, CancellationToken.None);
        await bench.Appender.AppendAsync(ticks.AsMemory(9_000), ticksPerRecord, CancellationToken.None);
        await Until.TrueAsync(() => bench.Partitions.Statuses.Sum(s => s.TickCount) == ticks.Length);

        foreach (var symbol in ticks.GroupBy(tick => tick.Symbol))
        {
            var taken = bench.Symbols.Taken(symbol.Key);
            Assert.Equal(symbol.Select(t => (t.Size, t.Price, t.TimeMs)), taken.Select(t => (t.Size, t.Price, t.TimeMs)));
            Assert.Equal(taken.Select(t => t.Position).Distinct().Order(), taken.Select(t => t.Position));
        }

        Assert.All(bench.Partitions.Statuses, s => Assert.Equal((0, null), (s.LagTicks, s.LastError)));
    }

    [Fact]
    public async Task Pass_RunsAreBounded_ByTicks()
    {
        await using var bench = new TenureBench();
        bench.Runs.MaxRunTicks = 10;
        await bench.Appender.AppendAsync(LogFolder.Ticks(0, 1_000), 1, CancellationToken.None);
        await bench.StartAsync();
        await bench.WhenCaughtUpAsync();
        Assert.Equal(100, bench.Symbols.Slices);
    }

    [Fact]
    public async Task Pass_SourceSendsAgain_DropsWhatItTookAndCountsIt()
    {
        await using var bench = new TenureBench();
        await bench.StartAsync();
        await bench.AppendAsync(LogFolder.Ticks(1, 100, source: "a"));
        await bench.AppendAsync(LogFolder.Ticks(50, 100, source: "a"));
        await bench.AppendAsync(LogFolder.Ticks(1, 10, source: "b"));
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 220);
        Assert.Equal(51, bench.Status.DroppedRepeats);
        Assert.Equal(
            [.. Enumerable.Range(1, 149), .. Enumerable.Range(1, 10), .. Enumerable.Range(1, 10)],
            bench.Symbols.Taken("SPY").Select(t => (int)t.Size));
    }

    [Fact]
    public async Task Pass_OneSymbolFails_OnlyThatOneIsDeliveredAgainUntilItTakes()
    {
        await using var bench = new TenureBench();
        var failures = 0;
        bench.Symbols.Before = (symbol, _) => symbol == "BAD" && Interlocked.Increment(ref failures) <= 3
            ? Task.FromException(new InvalidOperationException("storage is down")) : Task.CompletedTask;
        await bench.AppendAsync([.. LogFolder.Ticks(0, 10), .. LogFolder.Ticks(0, 10, "BAD"), .. LogFolder.Ticks(0, 5, "IBM")]);
        await bench.StartAsync();
        await Until.TrueAsync(() => bench.Status.TickCount == 25);
        Assert.Equal(4, failures);
        Assert.Equal((10, 10, 5), (Taken("SPY"), Taken("BAD"), Taken("IBM")));
        Assert.Null(bench.Status.LastError);

        int Taken(string symbol) => bench.Symbols.Taken(symbol).Count;
    }

    [Fact]
    public async Task Pass_MoreSymbolsThanGetTheirTurnsAtOnce_EachTakesItsOwnOnceThoughSomeFailAtFirst()
    {
        await using var bench = new TenureBench();
        var failures = 0;
        bench.Symbols.Before = (symbol, _) => symbol is "S005" or "S290" && Interlocked.Increment(ref failures) <= 4
            ? Task.FromException(new InvalidOperationException("storage is down")) : Task.CompletedTask;
        var symbols = Enumerable.Range(0, 300).Select(number => $"S{number:D3}").ToList();
        await bench.AppendAsync([.. symbols.SelectMany(symbol => LogFolder.Ticks(0, 2, symbol))]);
        await bench.StartAsync();
        await Until.TrueAsync(() => bench.Status.TickCount == 600);
        Assert.Equal(6, failures);
        Assert.All(symbols, symbol => Assert.Equal([0, 1], bench.Symbols.Taken(symbol).Select(t => (int)t.Size)));
    }

    [Fact]
    public async Task Pass_ConsumerKeepsFailing_StaysShowsWhyAndWritesNoCheckpointBeyond()
    {
        await using var bench = new TenureBench();
        bench.Symbols.Before = (_, _) => Task.FromException(new InvalidOperationException("storage is down"));
        await bench.AppendAsync(LogFolder.Ticks(0, 10, source: "a"));
        await bench.StartAsync();
        await Until.TrueAsync(() => bench.Status.LastError is not null);
        Assert.Contains("storage is down", bench.Status.LastError, StringComparison.Ordinal);
        Assert.Equal(10, bench.Status.LagTicks);
        await bench.StopAsync();
        Assert.Null(bench.Store.Last(0));
    }

    [Fact]
    public async Task Pass_FailsUnexpectedly_BreaksAndTheNextTenureTakesAllFromTheCheckpoint()
    {
        await using var bench = new TenureBench();
        bench.Symbols.Broken = "IBM";
        await bench.AppendAsync([.. LogFolder.Ticks(0, 5, source: "a"), .. LogFolder.Ticks(5, 5, "IBM", "a")]);
        await bench.StartAsync(0, generation: 1);
        await Until.TrueAsync(() => bench.Broken.ContainsKey(1));
        await bench.StopAsync();
        Assert.Null(bench.Store.Last(0));

        bench.Symbols.Broken = null;
        await bench.StartAsync(0, generation: 2);
        await bench.WhenCaughtUpAsync();
        Assert.Equal(Enumerable.Range(5, 5), bench.Symbols.Taken("IBM").Select(t => (int)t.Size));
        Assert.Equal((10, 0), (bench.Status.TickCount, bench.Status.DroppedRepeats));
    }

    [Fact]
    public async Task Pass_OnePartitionWaits_TheOthersGoOn()
    {
        await using var bench = new TenureBench(partitions: 4);
        var held = new TaskCompletionSource();
        bench.Symbols.Before = (symbol, _) => SymbolPartition.Of(symbol, 4) == 0 ? held.Task : Task.CompletedTask;
        await bench.StartAsync();
        for (var round = 0; round < 50; round++)
        {
            await bench.AppendAsync([.. Enumerable.Range(0, 40).Select(n => LogFolder.Tick(n, $"S{n}"))]);
        }

        await Until.TrueAsync(() => bench.Partitions.Statuses.Skip(1).All(s => s.LagTicks == 0));
        Assert.Equal(0, bench.Partitions.Statuses[0].TickCount);
        held.SetResult();
        await Until.TrueAsync(() => bench.Symbols.TakenCount == 2_000);
    }

    [Fact]
    public async Task Pass_DamagedLog_GoesOnAfterItAndCounts()
    {
        using var folder = new LogFolder();
        await using (var log = folder.Open())
        {
            await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 100), 1, CancellationToken.None);
        }

        folder.Overwrite(1_000, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        await using var bench = new TenureBench(folder: folder);
        await bench.StartAsync();
        await bench.WhenCaughtUpAsync();
        Assert.InRange(bench.Symbols.TakenCount, 97, 99);
        Assert.Equal((1, 0), (bench.Status.CorruptRecords, bench.Status.LagTicks));
    }

    [Theory]
    [InlineData(1, 99)] // the version
    [InlineData(-4, 0)] // the length of the last tick's symbol
    public async Task Pass_RecordItCannotUnderstand_IsPassedOverWholeAndCounted(int at, byte value)
    {
        using var folder = new LogFolder();
        long second;
        await using (var log = folder.Open())
        {
            var appender = LogFolder.Appender(log);
            await appender.AppendAsync(LogFolder.Ticks(0, 5), CancellationToken.None);
            second = log.Range(0).End;
            await appender.AppendAsync(LogFolder.Ticks(5, 5), CancellationToken.None);
            await appender.AppendAsync(LogFolder.Ticks(10, 5), CancellationToken.None);
            using var reader = log.OpenReader(0, second);
            var run = new RecordRun(0, 5);
            Assert.True(reader.TryRead(run));
            var record = run.Buffer.AsSpan(run.Records[0].Start, run.Records[0].Length).ToArray();
            record[at < 0 ? record.Length + at : at] = value;
            BinaryPrimitives.WriteUInt32LittleEndian(
                record.AsSpan(4), TickRecordFormat.Checksum(0, record.AsSpan(TickRecordFormat.BodyAt)));
            TickRecordFormat.Stamp(record, 5, 64);
            folder.Overwrite(second + 4, record);
        }

        await using var bench = new TenureBench(folder: folder);
        await bench.StartAsync();
        await bench.WhenCaughtUpAsync();
        Assert.Equal([0, 1, 2, 3, 4, 10, 11, 12, 13, 14], bench.Symbols.Taken("SPY").Select(t => (int)t.Size));
        Assert.Equal((1, 15, 0), (bench.Status.CorruptRecords, bench.Status.TickCount, bench.Status.LagTicks));
    }

    [Fact]
    public async Task Pass_LogIsClosedBeforeIt_SkipsNothing()
    {
        await using var bench = new TenureBench();
        var held = new TaskCompletionSource();
        bench.Symbols.Before = (_, _) => held.Task;
        bench.Runs.MaxRunTicks = 1;
        await bench.AppendAsync(LogFolder.Ticks(0, 1));
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await bench.StartAsync();
        await bench.Log.DisposeAsync();
        held.SetResult();
        await bench.StopAsync();
        var written = bench.Store.Last(0)!.Partition;
        Assert.Equal(bench.Symbols.TakenCount, written.TickCount);
        Assert.InRange(written.TickCount, 0, 1);
    }
}
