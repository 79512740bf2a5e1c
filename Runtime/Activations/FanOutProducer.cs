using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Activations;

/// <summary>Hands a stream's items to several grain classes.</summary>
internal sealed class FanOutProducer<T>(StreamId stream, StreamProducer<T>[] producers) : IStreamProducer<T>
{
    /// <inheritdoc/>
    public StreamId StreamId => stream;

    /// <inheritdoc/>
    public ValueTask OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        var deliveries = new Task[producers.Length];
        for (var index = 0; index < producers.Length; index++)
        {
            deliveries[index] = producers[index].OnNextAsync(item, token).AsTask();
        }

        return new ValueTask(Task.WhenAll(deliveries));
    }
}
