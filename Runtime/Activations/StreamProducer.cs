using Tripline.Runtime.Copying;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Activations;

/// <summary>Hands a stream's items to the one grain class that is subscribed to it.</summary>
internal sealed class StreamProducer<T>(GrainClass grainClass, StreamId stream) : IStreamProducer<T>
{
    private readonly string _key = stream.GetKeyAsString();
    private GrainActivation? _activation;

    /// <inheritdoc/>
    public StreamId StreamId => stream;

    /// <inheritdoc/>
    public ValueTask OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        item = DeepCopy.Of(item);
        var activation = _activation;
        if (activation is null || activation.IsDead)
        {
            activation = _activation = grainClass.GetOrCreate(_key);
        }

        if (activation.TryDeliver(stream, item, token, out var delivery))
        {
            return delivery;
        }

        var turn = new StreamTurn<T>(stream, item, token);
        activation.Push(turn);
        return new ValueTask(turn.Answered);
    }
}
