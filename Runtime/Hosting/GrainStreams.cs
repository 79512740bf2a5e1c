using Tripline.Runtime.Activations;

namespace Tripline.Runtime.Hosting;

/// <summary>Delivers streams to the grains that are subscribed to them by <see cref="ImplicitStreamSubscriptionAttribute"/>.
/// </summary>
public sealed class GrainStreams
{
    private readonly GrainHost _host;

    internal GrainStreams(GrainHost host) => _host = host;

    /// <summary>A producer for one stream; costs no activation until the first item.</summary>
    /// <exception cref="ArgumentException">No grain class is subscribed to the stream's namespace.</exception>
    public IStreamProducer<T> Open<T>(StreamId stream)
    {
        var classes = _host.Classes.Subscribers(stream.GetNamespace());
        return classes switch
        {
            [] => throw new ArgumentException(
                $"No grain class has [ImplicitStreamSubscription(\"{stream.GetNamespace()}\")].", nameof(stream)),
            [var one] => new StreamProducer<T>(one, stream),
            _ => new FanOutProducer<T>(stream, [.. classes.Select(c => new StreamProducer<T>(c, stream))]),
        };
    }
}
