using Tripline.Storage;
using Tripline.Storage.Checkpoints;
using Tripline.Streams;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

public sealed class LocalPartitionsTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly MemoryCheckpoints _store = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_OnePartition_TakesThatOneOnly()
    {
        await using var bench = new TenureBench(4, _folder, _store);
        await bench.AppendAsync([.. Enumerable.Range(0, 400).Select(n => LogFolder.Tick(n, $"S{n % 40}"))]);
        await bench.StartAsync(2, generation: 7);
        await bench.WhenCaughtUpAsync();

        var status = Assert.Single(bench.Partitions.Statuses);
        Assert.Equal((2, 7, true, 0), (status.Partition, status.Generation, status.IsCaughtUp, status.LagTicks));
        Assert.Equal(
            Enumerable.Range(0, 400).Count(n => SymbolPartition.Of($"S{n % 40}", 4) == 2), bench.Symbols.TakenCount);
        Assert.Equal([7L], bench.Symbols.Generations);
        Assert.True(bench.Partitions.IsHeld(new PartitionHold(2, 7)));
        Assert.False(bench.Partitions.IsHeld(new PartitionHold(2, 6)));
        Assert.False(bench.Partitions.IsHeld(new PartitionHold(1, 7)));
        Assert.True(bench.Partitions.IsCaughtUp(2));
        Assert.False(bench.Partitions.IsCaughtUp(1));
    }

    [Fact]
    public async Task Leave_Orderly_NextHolderGoesOnAfterTheCheckpoint()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store);
        await bench.StartAsync(0, generation: 1);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        await bench.StopAsync();
        Assert.Empty(bench.Partitions.Statuses);

        await bench.AppendAsync(LogFolder.Ticks(10, 10));
        await bench.StartAsync(0, generation: 2);
        await bench.WhenCaughtUpAsync();
        Assert.Equal(Enumerable.Range(0, 20), bench.Symbols.Taken("SPY").Select(t => (int)t.Size));
        Assert.Equal([1L, 2L], bench.Symbols.Generations);
    }

    [Fact]
    public async Task SymbolEnds_WithChanges_BreaksTheTenureWithoutACheckpointAndTheNextOneRepeats()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store);
        await bench.StartAsync(0, generation: 1);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);

        bench.Locals.OnEnded!("SPY");
        Assert.Contains("SPY", bench.Broken[1], StringComparison.Ordinal);
        Assert.False(bench.Partitions.IsHeld(new PartitionHold(0, 1)));
        await bench.StopAsync();
        Assert.Equal(0, _store.Attempts);

        await bench.StartAsync(0, generation: 2);
        await bench.WhenCaughtUpAsync();
        Assert.Equal(20, bench.Symbols.TakenCount);
    }

    [Fact]
    public async Task SymbolEnds_NothingChangedSinceTheCheckpoint_GoesOn()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store, clock: _clock);
        await bench.StartAsync(0, generation: 1);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        _clock.Advance(bench.Options.CheckpointInterval);
        await bench.CheckpointIfDueAsync();
        await Until.TrueAsync(() => bench.Status.CheckpointOffset > 0);

        bench.Locals.OnEnded!("SPY");
        bench.Locals.OnEnded!("NEVER-SEEN");
        await bench.AppendAsync(LogFolder.Ticks(10, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 20);
        Assert.Empty(bench.Broken);
    }

    [Fact]
    public async Task Delivery_AnotherSiloHasThePartition_StopsAtOnceAndSaysSo()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store);
        var attempts = 0;
        bench.Symbols.Before = (_, _) =>
        {
            Interlocked.Increment(ref attempts);
            return Task.FromException(StaleOwnerException.Taken(0, 5));
        };
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await bench.StartAsync(0, generation: 5);

        await Until.TrueAsync(() => bench.Broken.ContainsKey(5));
        Assert.Equal((1, 0), (attempts, _store.Attempts));
        Assert.NotNull(bench.Status.LastError);
        await bench.StopAsync();
        Assert.Empty(bench.Partitions.Statuses);
        Assert.Equal(0, _store.Attempts);
    }

    [Fact]
    public async Task Delivery_AnotherSiloHasTheInboxesPartition_IsTriedAgain()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store);
        var attempts = 0;
        bench.Symbols.Before = (_, _) => Interlocked.Increment(ref attempts) <= 2
            ? Task.FromException(StaleOwnerException.Taken(3, 9)) : Task.CompletedTask;
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await bench.StartAsync(0, generation: 5);
        await Until.TrueAsync(() => bench.Symbols.TakenCount == 10);
        Assert.Equal(3, attempts);
        Assert.Empty(bench.Broken);
    }

    [Fact]
    public async Task Checkpoint_AnotherSiloHasThePartition_StopsAtOnceAndSaysSo()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store, clock: _clock);
        _store.Fault = StaleOwnerException.Taken(0, 5);
        await bench.StartAsync(0, generation: 5);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        _clock.Advance(bench.Options.CheckpointInterval);
        await bench.CheckpointIfDueAsync();
        await Until.TrueAsync(() => bench.Broken.ContainsKey(5));
        Assert.Equal(1, _store.Attempts);
    }

    [Fact]
    public async Task TwoTenures_OfOnePartition_TheLaterOneWinsAndTheOtherEndsAtItsFirstRefusedWrite()
    {
        await using var bench = new TenureBench(folder: _folder, store: _store);
        var latest = 1L;
        bench.Symbols.Before = (_, batch) => batch.Generation < Volatile.Read(ref latest)
            ? Task.FromException(StaleOwnerException.Taken(0, batch.Generation)) : Task.CompletedTask;
        await bench.StartAsync(0, generation: 1);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);

        Volatile.Write(ref latest, 2);
        await bench.StartAsync(0, generation: 2);
        await bench.AppendAsync(LogFolder.Ticks(10, 10));
        await Until.TrueAsync(() => bench.Broken.ContainsKey(1) && bench.Status is { Generation: 2, TickCount: 20 });

        Assert.False(bench.Partitions.IsHeld(new PartitionHold(0, 1)));
        Assert.True(bench.Partitions.IsHeld(new PartitionHold(0, 2)));
        // The first took ten; all twenty, those again, came with the second.
        Assert.Equal(
            [.. Enumerable.Range(0, 10), .. Enumerable.Range(0, 20)], bench.Symbols.Taken("SPY").Select(t => (int)t.Size));
        await bench.StopAsync();
        Assert.Equal(bench.Log.Range(0).End, _store.Last(0)!.Partition.NextOffset);
        Assert.Equal(1, _store.Attempts);
    }

    [Fact]
    public async Task LastSequence_PartitionsThatOthersHold_AreReadFromTheirCheckpoints()
    {
        await using var bench = new TenureBench(4, _folder, _store);
        _store.Put(new PartitionCheckpoint(
            1, 0, 0, new Dictionary<string, long> { ["feed"] = 90, ["feed\u001fcomplete"] = 70 }));
        _store.Put(new PartitionCheckpoint(
            3, 0, 0, new Dictionary<string, long> { ["feed"] = 95, ["feed\u001fcomplete"] = 80 }));
        Assert.Equal(80, await bench.Appender.LastSequenceAsync("feed", CancellationToken.None));
        Assert.Null(await bench.Appender.LastSequenceAsync("other", CancellationToken.None));
    }
}
