using Microsoft.Extensions.Logging;
using Tripline.Streams.Log;

namespace Tripline.Streams.Provider;

/// <summary>This silo's ends of the partitions' queues, by partition.</summary>
public sealed class TickQueues
{
    private readonly TickQueue[] _queues;

    /// <summary>Makes them; nothing is read before a stream is.</summary>
    public TickQueues(ITickLog log, TickStreamOptions options, TimeProvider time, ILogger<TickQueues> logger) =>
        _queues = [.. Enumerable.Range(0, log.PartitionCount)
            .Select(partition => new TickQueue(partition, log, options, time, logger))];

    /// <summary>How many there are.</summary>
    public int Count => _queues.Length;

    internal TickQueue this[int partition] => _queues[partition];

    /// <summary>Why a partition's next records cannot be delivered, a sentence; null while they can.</summary>
    public string? HeldUp(int partition) => _queues[partition].HeldUp;

    /// <summary>Has every consumer of the partition's stream asked once more where it is, although there may be nothing
    /// new: for one that went back.</summary>
    public void Poke(int partition) => _queues[partition].Poke();
}
