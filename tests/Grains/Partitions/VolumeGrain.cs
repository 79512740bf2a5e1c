using Orleans.Streams;
using Orleans.Streams.Core;
using Tripline.Streams.Provider;

namespace Tripline.Samples;

/// <summary>Counts what was traded in one partition since the log began. Key: the partition.</summary>
[ImplicitStreamSubscription(TickStreams.Name)]
public sealed class VolumeGrain : Grain, IVolumeGrain, IStreamSubscriptionObserver, IAsyncObserver<Tick>
{
    private double _volume;

    public Task<double> Volume() => Task.FromResult(_volume);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<Tick>().ResumeAsync(this, TickStreams.Before(0));

    public Task OnNextAsync(Tick tick, StreamSequenceToken? token = null)
    {
        _volume += tick.Size;
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

public interface IVolumeGrain : IGrainWithIntegerKey
{
    Task<double> Volume();
}
