using Tripline.Storage;
using Tripline.Storage.Checkpoints;
using Tripline.Streams;

namespace Tripline.Tests.Unit.Streams;

public sealed class PumpHostTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly MemoryCheckpoints _store = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_OnePartition_PumpsThatOneOnly()
    {
        await using var bench = new PumpBench(4, _folder, _store);
        await bench.AppendAsync([.. Enumerable.Range(0, 400).Select(n => LogFolder.Tick(n, $"S{n % 40}"))]);
        await bench.Host.StartAsync(2, generation: 7, CancellationToken.None);
        await bench.Host.WhenCaughtUpAsync(2, CancellationToken.None);

        var status = Assert.Single(bench.Host.Statuses);
        Assert.Equal((2, 7, true, 0), (status.Partition, status.Generation, status.IsCaughtUp, status.LagTicks));
        Assert.Equal(
            Enumerable.Range(0, 400).Count(n => SymbolPartition.Of($"S{n % 40}", 4) == 2), bench.Consumer.TakenCount);
        Assert.Equal([7L], bench.Consumer.Generations);
    }

    [Fact]
    public async Task Start_PartitionThatRuns_IsRefused()
    {
        await using var bench = new PumpBench(folder: _folder);
        await bench.Host.StartAsync(0, generation: 1, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => bench.Host.StartAsync(0, generation: 2, CancellationToken.None));
        Assert.Equal(1, Assert.Single(bench.Host.Statuses).Generation);
    }

    [Fact]
    public async Task Stop_WithCheckpoint_NextHolderGoesOnAfterIt()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store);
        await bench.Host.StartAsync(0, generation: 1, CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Consumer.TakenCount == 10);
        await bench.Host.StopAsync(0, withCheckpoint: true, CancellationToken.None);
        Assert.Empty(bench.Host.Statuses);
        Assert.Equal(1, bench.Consumer.ClosedCount);

        await bench.AppendAsync(LogFolder.Ticks(10, 10));
        await bench.Host.StartAsync(0, generation: 2, CancellationToken.None);
        await bench.Host.WhenCaughtUpAsync(0, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 20), bench.Consumer.Taken("SPY").Select(t => (int)t.Size));
        Assert.Equal([1L, 2L], bench.Consumer.Generations);
    }

    [Fact]
    public async Task Stop_WithoutCheckpoint_WritesNoneAndTheNextHolderRepeats()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store);
        await bench.Host.StartAsync(0, generation: 1, CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Consumer.TakenCount == 10);
        await bench.Host.StopAsync(0, withCheckpoint: false, CancellationToken.None);
        Assert.Equal(0, _store.Attempts);

        await bench.Host.StartAsync(0, generation: 2, CancellationToken.None);
        await bench.Host.WhenCaughtUpAsync(0, CancellationToken.None);
        Assert.Equal(20, bench.Consumer.TakenCount);
    }

    [Fact]
    public async Task Stop_NotRunning_DoesNothing()
    {
        await using var bench = new PumpBench(folder: _folder);
        await bench.Host.StopAsync(0, withCheckpoint: true, CancellationToken.None);
        Assert.Empty(bench.Host.Statuses);
    }

    [Fact]
    public async Task Delivery_AnotherSiloHasThePartition_StopsAtOnceAndSaysSo()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store);
        var told = new TaskCompletionSource<(int, long)>();
        bench.Host.OnStale((partition, generation) => told.SetResult((partition, generation)));
        var attempts = 0;
        bench.Consumer.Before = _ =>
        {
            Interlocked.Increment(ref attempts);
            return Task.FromException(StaleOwnerException.Taken(0, 5));
        };
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await bench.Host.StartAsync(0, generation: 5, CancellationToken.None);

        Assert.Equal((0, 5L), await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal((1, 0), (attempts, _store.Attempts));
        Assert.NotNull(bench.Status.LastError);
        await bench.Host.StopAsync(0, withCheckpoint: false, CancellationToken.None);
        Assert.Empty(bench.Host.Statuses);
    }

    [Fact]
    public async Task Delivery_AnotherSiloHasTheInboxesPartition_IsTriedAgain()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store);
        var isStale = false;
        bench.Host.OnStale((_, _) => isStale = true);
        var attempts = 0;
        bench.Consumer.Before = _ => Interlocked.Increment(ref attempts) <= 2
            ? Task.FromException(StaleOwnerException.Taken(3, 9)) : Task.CompletedTask;
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await bench.Host.StartAsync(0, generation: 5, CancellationToken.None);
        await Until.TrueAsync(() => bench.Consumer.TakenCount == 10);
        Assert.Equal((3, false), (attempts, isStale));
    }

    [Fact]
    public async Task Checkpoint_AnotherSiloHasThePartition_StopsAtOnceAndSaysSo()
    {
        await using var bench = new PumpBench(folder: _folder, store: _store, clock: _clock);
        var told = new TaskCompletionSource<(int, long)>();
        bench.Host.OnStale((partition, generation) => told.SetResult((partition, generation)));
        _store.Fault = StaleOwnerException.Taken(0, 5);
        await bench.Host.StartAsync(0, generation: 5, CancellationToken.None);
        await bench.AppendAsync(LogFolder.Ticks(0, 10));
        await Until.TrueAsync(() => bench.Status.TickCount == 10);
        _clock.Advance(bench.Options.CheckpointInterval);
        Assert.Equal((0, 5L), await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, _store.Attempts);
    }

    [Fact]
    public async Task LastSequence_PartitionsThatOthersHold_AreReadFromTheirCheckpoints()
    {
        await using var bench = new PumpBench(4, _folder, _store);
        bench.Host.Begin();
        _store.Put(new PartitionCheckpoint(
            1, 0, 0, new Dictionary<string, long> { ["feed"] = 90, ["feed\u001fcomplete"] = 70 }));
        _store.Put(new PartitionCheckpoint(
            3, 0, 0, new Dictionary<string, long> { ["feed"] = 95, ["feed\u001fcomplete"] = 80 }));
        Assert.Equal(80, await bench.Appender.LastSequenceAsync("feed", CancellationToken.None));
        Assert.Null(await bench.Appender.LastSequenceAsync("other", CancellationToken.None));
    }
}
