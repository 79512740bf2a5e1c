using Orleans.Streams;
using Orleans.Streams.Core;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Grains.Partitions;

public interface ITailGrain : IGrainWithIntegerKey
{
    /// <summary>Begins at an offset of the log, whatever came before; false where its stream has not found it yet.
    /// </summary>
    Task<bool> From(long offset);

    Task<double[]> Sizes();
}

/// <summary>A consumer that drops everything until it is told where to begin.</summary>
[ImplicitStreamSubscription(TickStreams.Name)]
public sealed class TailGrain : Grain, ITailGrain, IStreamSubscriptionObserver, IAsyncObserver<Tick>
{
    private readonly List<double> _sizes = [];
    private StreamSubscriptionHandle<Tick>? _handle;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        _handle = handleFactory.Create<Tick>();
        return Task.CompletedTask;
    }

    public async Task<bool> From(long offset)
    {
        if (_handle is null)
        {
            return false;
        }

        _handle = await _handle.ResumeAsync(this, TickStreams.Before(offset));
        return true;
    }

    public Task<double[]> Sizes() => Task.FromResult(_sizes.ToArray());

    public Task OnNextAsync(Tick item, StreamSequenceToken? token = null)
    {
        _sizes.Add(item.Size);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
