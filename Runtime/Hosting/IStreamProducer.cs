namespace Tripline.Runtime.Hosting;

/// <summary>Hands items to the grains that are subscribed to one stream. Keep it as long as the stream is used.</summary>
public interface IStreamProducer<in T>
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>Hands an item to each subscribed grain and completes when all have taken it; activates them where
    /// needed. An idle grain takes it on the caller's thread, before this method returns. Items given one after
    /// another, without waiting, are taken in that order, one at a time.</summary>
    /// <exception cref="Exception">Whatever the grain's <see cref="IAsyncObserver{T}.OnNextAsync"/> threw.</exception>
    ValueTask OnNextAsync(T item, StreamSequenceToken? token = null);
}
