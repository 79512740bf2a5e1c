using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

/// <summary>A member of the group that reads nothing: it is told which partitions are this silo's, keeps all of them
/// paused, and commits the checkpoints' offsets for tools that watch lag.</summary>
internal sealed class GroupConsumer : IDisposable
{
    private readonly List<TopicPartition> _unpaused = [];
    private readonly PolledConsumer _polled;
    private readonly IRebalanceMember _member;
    private readonly string _topic;
    private readonly ILogger _logger;

    /// <summary>A consumer that is in no group yet.</summary>
    public GroupConsumer(KafkaOptions options, IRebalanceMember member, ILogger logger)
    {
        _topic = options.Topic;
        _member = member;
        _logger = logger;
        var builder = new ConsumerBuilder<Ignore, Ignore>(ClientSettings.Group(options))
            .SetOffsetsCommittedHandler((_, committed) => NoteCommit(committed))
            .SetPartitionsAssignedHandler((_, assigned) => Assign(assigned))
            .SetPartitionsRevokedHandler((_, revoked) => member.Revoked(Numbers(revoked)))
            .SetPartitionsLostHandler((_, lost) => member.Lost(Numbers(lost)));
        _polled = new PolledConsumer(builder, "Kafka group", logger, PauseAssigned);
    }

    /// <summary>Partitions that the client holds right now.</summary>
    public int AssignedCount => _polled.Client.Assignment.Count;

    /// <summary>Joins the group.</summary>
    public void Subscribe() => _polled.Client.Subscribe(_topic);

    /// <summary>Leaves it; what is held is revoked on the consumer's thread.</summary>
    public void Unsubscribe() => _polled.Client.Unsubscribe();

    /// <summary>Notes an offset that is committed some seconds later; never fails.</summary>
    public void Note(int partition, long offset)
    {
        try
        {
            _polled.Client.StoreOffset(new TopicPartitionOffset(_topic, partition, offset));
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            KafkaMessages.CommitFailed(_logger, partition, offset, exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _polled.Dispose();

    private static List<int> Numbers(List<TopicPartitionOffset> partitions) =>
        partitions.ConvertAll(partition => partition.Partition.Value);

    // From the end: what is fetched before it is paused is dropped.
    private IEnumerable<TopicPartitionOffset> Assign(List<TopicPartition> assigned)
    {
        _member.Assigned(assigned.ConvertAll(partition => partition.Partition.Value));
        _unpaused.AddRange(assigned);
        return assigned.Select(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    // The client takes an assignment over when its handler has returned, and pauses only what it has taken over.
    private void PauseAssigned(IConsumer<Ignore, Ignore> client, bool isLast)
    {
        if (_unpaused.Count > 0 && !isLast)
        {
            TopicPartition[] unpaused = [.. _unpaused];
            _unpaused.Clear();
            client.Pause(unpaused.Intersect(client.Assignment));
        }
    }

    private void NoteCommit(CommittedOffsets committed)
    {
        foreach (var offset in committed.Offsets.Where(offset => offset.Error.IsError || committed.Error.IsError))
        {
            var error = offset.Error.IsError ? offset.Error : committed.Error;
            KafkaMessages.CommitFailed(_logger, offset.Partition.Value, offset.Offset.Value, error.Reason);
        }
    }
}
