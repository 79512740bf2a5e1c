using Tripline.Grains.Partitions;
using Tripline.Streams.Log;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

public sealed class RunDeliveryTests : IDisposable
{
    private const int Symbols = 500;
    private readonly LogFolder _folder = new();
    private readonly LocalSymbols _locals = new();
    private readonly Storing[] _takers = [.. Enumerable.Range(0, Symbols).Select(_ => new Storing())];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Symbols)]
    [InlineData(100)]
    public async Task Deliver_TriggersAreBeingStored_AllSymbolsFoldAndTheDeliveryWaitsForTheLastOne(int symbols)
    {
        var (delivery, run) = await ReadAsync(symbols);

        var delivering = delivery.DeliverAsync(run);
        await Until.TrueAsync(() => _takers.Count(taker => taker.Slices == 1) == symbols);

        foreach (var taker in _takers[1..symbols])
        {
            Assert.False(delivering.IsCompleted);
            taker.Stored.SetResult();
        }

        Assert.False(delivering.IsCompleted);
        _takers[0].Stored.SetResult();
        await delivering.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, delivery.FailedCount);
    }

    [Fact]
    public async Task Deliver_SomeTriggersCouldNotBeStored_ThoseSlicesAloneAreDeliveredAgain()
    {
        var (delivery, run) = await ReadAsync(Symbols);
        var delivering = delivery.DeliverAsync(run);
        await Until.TrueAsync(() => _takers.All(taker => taker.Slices == 1));
        for (var n = 0; n < Symbols; n++)
        {
            if (n % 100 == 7)
            {
                _takers[n].Stored.SetException(new IOException("The disk is full."));
            }
            else
            {
                _takers[n].Stored.SetResult();
            }
        }

        await delivering.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(5, delivery.FailedCount);
        Assert.IsType<IOException>(delivery.Failure);
        Array.ForEach(_takers, taker => taker.Stored = new TaskCompletionSource());
        var again = delivery.DeliverFailedAsync();
        Assert.Equal([7, 107, 207, 307, 407], Enumerable.Range(0, Symbols).Where(n => _takers[n].Slices == 2));
        Array.ForEach(_takers, taker => taker.Stored.SetResult());
        await again.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, delivery.FailedCount);
    }

    private async Task<(RunDelivery Delivery, RunGrouping Run)> ReadAsync(int symbols)
    {
        await using var log = _folder.Open();
        var ticks = Enumerable.Range(1, 2_000).Select(n => LogFolder.Tick(n, $"S{n % symbols}")).ToArray();
        await LogFolder.Appender(log).AppendAsync(ticks, CancellationToken.None);
        var run = new RecordRun(0, 65_536);
        using var reader = log.OpenReader(0, log.Range(0).Begin);
        Assert.True(reader.TryRead(run));
        var grouping = new RunGrouping(new SourceProgress());
        grouping.Load(run);
        for (var n = 0; n < symbols; n++)
        {
            _locals.Add($"S{n}", InlineContext.Create(), _takers[n]);
        }

        var dirty = new DirtySymbols();
        return (new RunDelivery(
            0, symbol => new SymbolLink(symbol, new PartitionHold(0, 1), dirty, _locals, null!)), grouping);
    }

    private sealed class Storing : ITickTaker
    {
        public int Slices { get; private set; }

        public TaskCompletionSource Stored { get; set; } = new();

        public ValueTask TakeAsync(in TickSlice slice, PartitionHold hold)
        {
            Slices++;
            return new ValueTask(Stored.Task);
        }
    }
}
