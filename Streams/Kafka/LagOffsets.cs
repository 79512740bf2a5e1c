using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

/// <summary>Notes in Kafka how far the checkpoints are, under the group's name but without a member, for tools that watch
/// lag. Nothing here ever reads them: a checkpoint is the store's.</summary>
/// <remarks>Of each partition the newest note counts, one request is under way at a time, and what fails is sent again
/// with the next, so no outage makes it grow.</remarks>
internal sealed class LagOffsets(string topic, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // An answer that never comes must not be the last one.
    private static readonly TimeSpan AnswerBound = TimeSpan.FromMinutes(2);
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _noted = [];
    private bool _isUnderWay;
    private long? _sentAt;

    /// <summary>Notes that all before an offset is in a checkpoint; returns at once.</summary>
    public void Note(int partition, long offset)
    {
        lock (_gate)
        {
            _noted[partition] = offset;
        }
    }

    /// <summary>Sends what was noted, at most once a second; does not wait for the answer.</summary>
    /// <param name="commit">Hands the offsets to the client, which may refuse.</param>
    /// <param name="isLast">Whether there is no later occasion.</param>
    public void Send(Action<IReadOnlyList<TopicPartitionOffset>> commit, bool isLast = false)
    {
        TopicPartitionOffset[] offsets;
        lock (_gate)
        {
            if (_noted.Count == 0 || (!isLast && !IsDue()))
            {
                return;
            }

            offsets = [.. _noted.Select(note => new TopicPartitionOffset(topic, note.Key, note.Value))];
            _noted.Clear();
            _isUnderWay = true;
            _sentAt = time.GetTimestamp();
        }

        try
        {
            commit(offsets);
        }
        catch (KafkaException refusal)
        {
            Answered(new CommittedOffsets(
                [.. offsets.Select(offset => new TopicPartitionOffsetError(offset, refusal.Error))], refusal.Error));
        }
    }

    /// <summary>Hears what became of what was sent.</summary>
    public void Answered(CommittedOffsets answer)
    {
        lock (_gate)
        {
            _isUnderWay = false;
            foreach (var offset in answer.Offsets.Where(offset => offset.Error.IsError || answer.Error.IsError))
            {
                var error = offset.Error.IsError ? offset.Error : answer.Error;
                _noted.TryAdd(offset.Partition.Value, offset.Offset.Value);
                KafkaMessages.CommitFailed(logger, offset.Partition.Value, offset.Offset.Value, error.Reason);
            }
        }
    }

    private bool IsDue() =>
        _sentAt is not { } at || time.GetElapsedTime(at) is var elapsed && elapsed >= (_isUnderWay ? AnswerBound : Interval);
}
