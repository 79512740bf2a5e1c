using System.Globalization;
using System.Text;
using Orleans.Streams;

namespace Tripline.Streams.Provider;

/// <summary>Queue n holds the stream of partition n, and nothing else.</summary>
internal sealed class TickQueueMapper(int partitionCount) : IStreamQueueMapper
{
    private readonly QueueId[] _queues = [.. Enumerable.Range(0, partitionCount)
        .Select(partition => QueueId.GetQueueId(TickStreams.Name, (uint)partition, (uint)partition))];

    /// <summary>The partition of a queue.</summary>
    public static int PartitionOf(QueueId queue) => (int)queue.GetNumericId();

    /// <inheritdoc/>
    public IEnumerable<QueueId> GetAllQueues() => _queues;

    /// <inheritdoc/>
    public QueueId GetQueueForStream(StreamId streamId) =>
        int.TryParse(Encoding.UTF8.GetString(streamId.Key.Span), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && partition < _queues.Length
            ? _queues[partition]
            : throw new ArgumentException(
                $"There is no stream {streamId}: the streams of '{TickStreams.Name}' have the keys 0 to {_queues.Length - 1}.",
                nameof(streamId));
}
