using Tripline.Grains.Partitions;
using Tripline.Streams.Log;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

[Collection(TenureAloneCollection.Name)]
public sealed class TenureAllocationTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Reading_AndGrouping_AllocateNothingOnceWarm(int ticksPerRecord)
    {
        await using var log = _folder.Open();
        var ticks = Enumerable.Range(1, 50_000).Select(n => LogFolder.Tick(n, $"S{n % 500}", "feed")).ToArray();
        await LogFolder.Appender(log).AppendAsync(ticks, ticksPerRecord, CancellationToken.None);
        var run = new RecordRun(0, 5_000);
        var grouping = new RunGrouping(new SourceProgress());
        Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var passed = Pass();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(50_000, passed);
        Assert.InRange(allocated, 0, 1_000);

        int Pass()
        {
            var count = 0;
            using var reader = log.OpenReader(0, log.Range(0).Begin);
            while (reader.TryRead(run))
            {
                grouping.Load(run);
                count += run.TickCount;
            }

            return count;
        }
    }

    [Fact]
    public async Task Delivery_AsTurnsOfSymbolsThatNeverWait_AllocatesNothingPerSliceOnceWarm()
    {
        await using var log = _folder.Open();
        var ticks = Enumerable.Range(1, 10_000).Select(n => LogFolder.Tick(n, $"S{n % 500}")).ToArray();
        await LogFolder.Appender(log).AppendAsync(ticks, CancellationToken.None);
        var run = new RecordRun(0, 65_536);
        using var reader = log.OpenReader(0, log.Range(0).Begin);
        Assert.True(reader.TryRead(run));
        var grouping = new RunGrouping(new SourceProgress());
        grouping.Load(run);
        var locals = new LocalSymbols();
        var takers = Enumerable.Range(0, 500).Select(n => (Name: $"S{n}", Taker: new Counting())).ToList();
        takers.ForEach(one => locals.Add(one.Name, InlineContext.Create(), one.Taker));
        var dirty = new DirtySymbols();
        var delivery = new RunDelivery(
            0, symbol => new SymbolLink(symbol, new PartitionHold(0, 1), dirty, locals, null!));
        await delivery.DeliverAsync(grouping);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var n = 0; n < 100; n++)
        {
            await delivery.DeliverAsync(grouping);
        }

        // What completes each part, whatever its slices hold.
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / 100.0, 0, 4 * 700);
        Assert.All(takers, one => Assert.Equal(101 * 20, one.Taker.Ticks));
    }

    [Fact]
    public async Task Tenure_WholeRun_AllocatesNothingPerTick()
    {
        await FillAsync();
        await PassAllAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await PassAllAsync();
        var perTick = (GC.GetTotalAllocatedBytes(precise: true) - before) / 500_000.0;
        // The buffers of a log and a tenure, and the copies of the symbols of this test, which keep all ticks.
        Assert.InRange(perTick, 0, 120);
    }

    private async Task FillAsync()
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        for (var n = 0; n < 10; n++)
        {
            await appender.AppendAsync(LogFolder.Ticks(n * 50_000, 50_000), 10, CancellationToken.None);
        }
    }

    private async Task PassAllAsync()
    {
        await using var bench = new TenureBench(folder: _folder);
        (bench.Runs.MaxRunTicks, bench.Runs.MaxRunBytes) = (4_096, 1);
        await bench.StartAsync();
        await bench.WhenCaughtUpAsync();
    }

    private sealed class Counting : ITickTaker
    {
        public int Ticks { get; private set; }

        public ValueTask TakeAsync(in TickSlice slice, PartitionHold hold)
        {
            Ticks += slice.Prices.Length;
            return ValueTask.CompletedTask;
        }
    }
}
