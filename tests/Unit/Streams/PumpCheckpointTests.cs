using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Unit.Streams;

public sealed class PumpCheckpointTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly MemoryCheckpoints _store = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_Orderly_WritesACheckpointAndTheNextStartGoesOnAfterIt()
    {
        await using (var bench = new PumpBench(folder: _folder, store: _store))
        {
            await bench.Host.StartAsync(CancellationToken.None);
            await bench.AppendAsync(LogFolder.Ticks(1, 100, source: "a"));
            await Until.TrueAsync(() => bench.Status.TickCount == 100);
            await bench.Host.StopAsync(CancellationToken.None);
            var written = _store.Last(0)!.Partition;
            Assert.Equal((bench.Log.Range(0).End, 100), (written.NextOffset, written.TickCount));
            Assert.Equal(100, written.SourceSequences["a"]);
            await bench.AppendAsync(LogFolder.Ticks(91, 20, source: "a"));
        }

        await using var again = new PumpBench(folder: _folder, store: _store);
        await again.Host.StartAsync(CancellationToken.None);
        await again.Host.WhenCaughtUpAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(101, 10), again.Consumer.Taken("SPY").Select(t => (int)t.Size));
        Assert.Equal((120, 10, 0), (again.Status.TickCount, again.Status.DroppedRepeats, again.Status.LagTicks));
    }

    [Fact]
    public async Task Interval_Passed_WritesWhenSomethingChangedOnly()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store, clock: _clock);
        await bench.Host.StartAsync(CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        Assert.Equal(-1, bench.Status.CheckpointOffset);
        _clock.Advance(bench.Options.CheckpointInterval);
        await Until.TrueAsync(() => bench.Status.CheckpointOffset == bench.Log.Range(0).End);
        Assert.Equal(1, bench.Consumer.Checkpoints);

        _clock.Advance(bench.Options.CheckpointInterval);
        Assert.Equal(bench.Options.CheckpointInterval, bench.Status.CheckpointAge);
        bench.Consumer.Dirty = true;
        _clock.Advance(bench.Options.CheckpointInterval);
        await Until.TrueAsync(() => _store.Last(0)!.Symbols.Count == 1);
        Assert.Equal(2, _store.Attempts);
    }

    [Fact]
    public async Task Write_StoreIsFull_TriesLaterAgainAndTicksGoOn()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store, clock: _clock);
        _store.Full = true;
        await bench.Host.StartAsync(CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        _clock.Advance(bench.Options.CheckpointInterval);
        await Until.TrueAsync(() => bench.Status.LastError is not null);
        await bench.AppendAsync(LogFolder.Ticks(11, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 20);

        _store.Full = false;
        _clock.Advance(bench.Options.CheckpointInterval * 8);
        await Until.TrueAsync(() => bench.Status.CheckpointOffset == bench.Log.Range(0).End);
        Assert.Null(bench.Status.LastError);
    }

    [Fact]
    public async Task Write_TakesLong_TicksGoOnAndItHoldsWhatWasTakenBeforeThem()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store, clock: _clock);
        var disk = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Disk = disk.Task;
        await bench.Host.StartAsync(CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(1, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        var before = bench.Log.Range(0).End;
        _clock.Advance(bench.Options.CheckpointInterval);
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
        await using var bench = new PumpBench(folder: _folder, store: _store);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => bench.Host.StartAsync(CancellationToken.None));
        Assert.Contains("Restore both from one backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Crashed_DeliversAgainFromTheCheckpoint()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store, clock: _clock);
        await bench.Host.StartAsync(CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(1, 10, source: "a"));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        _clock.Advance(bench.Options.CheckpointInterval);
        await Until.TrueAsync(() => bench.Status.CheckpointOffset > 0);
        await bench.AppendAsync(LogFolder.Ticks(11, 10, source: "a"));
        await Until.TrueAsync(() => bench.Status.TickCount == 20);

        using var crashed = _folder.Crash();
        await using var again = new PumpBench(folder: crashed, store: _store);
        await again.Host.StartAsync(CancellationToken.None);
        await again.Host.WhenCaughtUpAsync(CancellationToken.None);
        Assert.Equal(bench.Consumer.Taken("SPY").Skip(10), again.Consumer.Taken("SPY"));
        Assert.Equal(20, again.Status.TickCount);
    }
}
