using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>Tells gaps that retention tore before the reader came from offsets that never held a record, such as the
/// marks of transactions. Asks the cluster at most every few seconds, so that those cost nothing.</summary>
internal sealed class KafkaGaps(int partition, Func<int, PartitionRange> ask, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(5);
    private long? _askedAt;
    private long? _uncheckedFrom;

    /// <summary>Checks that the partition still reaches to the offset that was expected, when an earlier one came.
    /// </summary>
    /// <exception cref="InvalidDataException">The topic has been made anew or cut off.</exception>
    public void CheckEnd(long expected)
    {
        if (ask(partition).End is var end && end < expected)
        {
            throw new InvalidDataException(
                $"Partition {partition} of the topic ends at offset {end}, before {expected}, which was read already: the "
                + "topic has been removed and made anew, or cut off when the cluster lost records. Log and state no longer "
                + "belong together; restore both from one backup, or remove both to start anew.");
        }
    }

    /// <summary>What is missing between the offset that was expected and the later one that came.</summary>
    public LogDamage? Find(long expected, long found)
    {
        _uncheckedFrom ??= expected;
        if (_askedAt is { } at && time.GetElapsedTime(at) < AskInterval)
        {
            return null;
        }

        _askedAt = time.GetTimestamp();
        var from = _uncheckedFrom.Value;
        _uncheckedFrom = null;
        var begin = ask(partition).Begin;
        return begin > from
            ? new LogDamage(from, Math.Min(begin, found), "Retention removed records before they were read.")
            : null;
    }
}
