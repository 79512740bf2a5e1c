using Orleans.Streams;
using Orleans.Streams.Core;
using Tripline.Grains.Partitions;

namespace Tripline.Bench.Turns;

/// <summary>Takes slices in three ways, and does nothing with them.</summary>
[ImplicitStreamSubscription(TurnsSilo.MemoryStreams)]
public sealed class SliceGrain(LocalSymbols locals, SliceCount count)
    : Grain, ISliceGrain, ITickTaker, IStreamSubscriptionObserver, IAsyncObserver<TickBatch>
{
    private long _ticks;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        locals.Add(this.GetPrimaryKeyString(), GrainContext, this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Take(TickBatch batch)
    {
        _ticks += batch.Prices.Length;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<long> Ticks() => Task.FromResult(_ticks);

    ValueTask ITickTaker.TakeAsync(in TickSlice slice, PartitionHold hold)
    {
        _ticks += slice.Prices.Length;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<TickBatch>().ResumeAsync(this);

    /// <inheritdoc/>
    public Task OnNextAsync(TickBatch item, StreamSequenceToken? token = null)
    {
        _ticks += item.Prices.Length;
        count.Taken();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
