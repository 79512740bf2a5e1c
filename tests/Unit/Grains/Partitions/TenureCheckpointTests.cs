using Tripline.Storage.Checkpoints;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

public sealed class TenureCheckpointTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly MemoryCheckpoints _store = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_Orderly_WritesACheckpointAndTheNextStartGoesOnAfterIt()
    {
        await using (var bench = new TenureBench(folder: _folder, store: _store))
        {
            await bench.StartAsync();
            await bench.AppendAsync(LogFolder.Ticks(1, 100, source: "a"));
            await Until.TrueAsync(() => bench.Status.TickCount == 100);
            await bench.StopAsync();
            var written = _store.Last(0)!.Partition;
            Assert.Equal((bench.Log.Range(0).End, 100), (written.NextOffset, written.TickCount));
            Assert.Equal(["a\u001fcomplete"], written.SourceSequences.Keys);
            await bench.AppendAsync(LogFolder.Ticks(91, 20, source: "a"));
        }

        await using var again = new TenureBench(folder: _folder, store: _store);
        await again.StartAsync();
        await again.WhenCaughtUpAsync();
        Assert.Equal(Enumerable.Range(101, 10), again.Symbols.Taken("SPY").Select(t => (int)t.Size));
        Assert.Equal((120, 10, 0), (again.Status.TickCount, again.Status.DroppedRepeats, again.Status.LagTicks));
    }

    [Fact]
    public async Task Stop_StoreTakesAWhile_WaitsForTheCheckpoint()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store);
        var disk = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Disk = disk.Task;
        await bench.StartAsync();
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);

        var stop = bench.StopAsync();
        await Until.TrueAsync(() => _store.Attempts == 1);
        Assert.False(stop.IsCompleted);
        disk.SetResult();
        await stop;

        Assert.Equal(10, _store.Last(0)!.Partition.TickCount);
    }

    [Fact]
    public async Task Interval_Passed_WritesWhenSomethingChangedOnly()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store, clock: _clock);
        await bench.StartAsync();
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        Assert.Equal(-1, bench.Status.CheckpointOffset);
        await AdvanceAsync(bench, 1);
        await Until.TrueAsync(() => bench.Status.CheckpointOffset == bench.Log.Range(0).End);
        Assert.Equal(1, _store.Attempts);

        await AdvanceAsync(bench, 1);
        Assert.Equal(bench.Options.CheckpointInterval, bench.Status.CheckpointAge);
        Assert.Equal(1, _store.Attempts);
        bench.Partitions.Changed("SPY");
        await AdvanceAsync(bench, 1);
        await Until.TrueAsync(() => _store.Attempts == 2);
        Assert.Equal("SPY", Assert.Single(_store.Last(0)!.Symbols).Symbol);
    }

    [Fact]
    public async Task Write_StoreIsFull_TriesLaterAgainAndTicksGoOn()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store, clock: _clock);
        _store.Full = true;
        await bench.StartAsync();
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        await AdvanceAsync(bench, 1);
        await Until.TrueAsync(() => bench.Status.LastError is not null);
        await bench.AppendAsync(LogFolder.Ticks(11, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 20);

        _store.Full = false;
        await AdvanceAsync(bench, 8);
        await Until.TrueAsync(() => bench.Status.CheckpointOffset == bench.Log.Range(0).End);
        Assert.Null(bench.Status.LastError);
    }

    [Fact]
    public async Task Write_TakesLong_TicksGoOnAndItHoldsWhatWasTakenBeforeThem()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store, clock: _clock);
        var disk = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Disk = disk.Task;
        await bench.StartAsync();
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        var before = bench.Log.Range(0).End;
        await AdvanceAsync(bench, 1);
        await Until.TrueAsync(() => _store.Attempts == 1);

        await bench.AppendAsync(LogFolder.Ticks(11, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 20);
        Assert.Equal(-1, bench.Status.CheckpointOffset);
        disk.SetResult();
        await Until.TrueAsync(() => bench.Status.CheckpointOffset == before);
        Assert.Equal(10, _store.Last(0)!.Partition.TickCount);
    }

    [Fact]
    public async Task Start_CheckpointBeyondTheLog_SaysWhatToDo()
    {
        _store.Put(new PartitionCheckpoint(0, 1_000_000, 5, new Dictionary<string, long>()));
        await using var bench = new TenureBench(folder: _folder, store: _store);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => bench.StartAsync());
        Assert.Contains("Restore both from one backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Crashed_DeliversAgainFromTheCheckpoint()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store, clock: _clock);
        await bench.StartAsync();
        await bench.AppendAsync(LogFolder.Ticks(1, 10, source: "a"));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        await AdvanceAsync(bench, 1);
        await Until.TrueAsync(() => bench.Status.CheckpointOffset > 0);
        await bench.AppendAsync(LogFolder.Ticks(11, 10, source: "a"));
        await Until.TrueAsync(() => bench.Status.TickCount == 20);

        using var crashed = _folder.Crash();
        await using var again = new TenureBench(folder: crashed, store: _store);
        await again.StartAsync();
        await again.WhenCaughtUpAsync();
        Assert.Equal(bench.Symbols.Taken("SPY").Skip(10), again.Symbols.Taken("SPY"));
        Assert.Equal(20, again.Status.TickCount);
    }

    private Task AdvanceAsync(TenureBench bench, int intervals)
    {
        _clock.Advance(bench.Options.CheckpointInterval * intervals);
        return bench.CheckpointIfDueAsync();
    }
}
