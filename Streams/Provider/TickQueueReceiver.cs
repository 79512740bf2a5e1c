using Orleans.Streams;

namespace Tripline.Streams.Provider;

/// <summary>Tells Orleans that a partition's log has grown. The records themselves are read by the cursors, each from
/// where its consumer is.</summary>
internal sealed class TickQueueReceiver(TickQueue queue) : IQueueAdapterReceiver
{
    private long _toldEnd = -1;

    /// <inheritdoc/>
    public Task Initialize(TimeSpan timeout)
    {
        // Its consumers are to be found and started although nothing new may come.
        queue.Ring();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    [Obsolete("The overload with a token is used.")]
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        GetQueueMessagesAsync(maxCount, CancellationToken.None);

    /// <inheritdoc/>
    /// <remarks>A cancelled wait is an empty answer: an exception would be logged as an error at each stop.</remarks>
    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        if (!await queue.WaitAsync(cancellationToken))
        {
            return [];
        }

        // A consumer without a position of its own begins with what the log had grown by.
        var end = queue.Log.Range(queue.Partition).End;
        var from = _toldEnd < 0 ? end : _toldEnd;
        _toldEnd = end;
        return [TickRun.Empty(queue.Partition, from)];
    }

    /// <inheritdoc/>
    [Obsolete("The overload with a token is used.")]
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;
}
