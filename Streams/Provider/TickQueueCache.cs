using Orleans.Streams;

namespace Tripline.Streams.Provider;

/// <summary>A partition's log as Orleans' cache of a queue. It holds nothing: a cursor is a window over the log itself and
/// can be at any position that the log still has, so nothing is ever purged from under a slow consumer.</summary>
internal sealed class TickQueueCache(TickQueue queue) : IQueueCache
{
    /// <inheritdoc/>
    public int GetMaxAddCount() => 1;

    /// <inheritdoc/>
    public bool IsUnderPressure() => false;

    /// <inheritdoc/>
    public void AddToCache(IList<IBatchContainer> messages)
    {
        // Only says that there is more; see TickQueueReceiver.
    }

    /// <inheritdoc/>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }

    /// <inheritdoc/>
    [Obsolete("TryGetCacheCursor is used.")]
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) => Open(token);

    /// <inheritdoc/>
    public QueueCacheCursorResult<IQueueCacheCursor> TryGetCacheCursor(StreamId streamId, StreamSequenceToken? token) =>
        QueueCacheCursorResult<IQueueCacheCursor>.FromCursor(Open(token));

    /// <inheritdoc/>
    public QueueCacheCursorResult<IQueueCacheCursor> TryGetCacheCursorAtPosition(
        StreamId streamId, StreamSubscriptionStartPosition startPosition) =>
        QueueCacheCursorResult<IQueueCacheCursor>.FromCursor(startPosition switch
        {
            StreamSubscriptionStartPosition.EarliestAvailable =>
                new TickLogCursor(queue, queue.Log.Range(queue.Partition).Begin),
            StreamSubscriptionStartPosition.Latest => Open(null),
            _ => throw new ArgumentOutOfRangeException(nameof(startPosition), startPosition, "No start position."),
        });

    // A token is the last position that was processed.
    private TickLogCursor Open(StreamSequenceToken? token) => new(
        queue, token is null ? queue.Log.Range(queue.Partition).End : token.SequenceNumber + 1);
}
