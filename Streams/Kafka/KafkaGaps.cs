using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>Tells gaps that retention tore before the reader came from offsets that never held a record, such as the
/// marks of transactions. Asks the cluster at most every few seconds, so that those cost nothing.</summary>
internal sealed class KafkaGaps(int partition, Func<int, long> askBegin, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(5);
    private long? _askedAt;
    private long? _uncheckedFrom;

    /// <summary>What is missing between the offset that was expected and the one that came.</summary>
    /// <exception cref="InvalidDataException">The topic has been made anew or cut off: the offset was there before.
    /// </exception>
    public LogDamage? Find(long expected, long found)
    {
        if (found < expected)
        {
            throw new InvalidDataException(
                $"Partition {partition} of the topic went back from offset {expected} to {found}: it has been removed and "
                + "made anew, or cut off when the cluster lost records. Log and state no longer belong together; restore "
                + "both from one backup, or remove both to start anew.");
        }

        _uncheckedFrom ??= expected;
        if (_askedAt is { } at && time.GetElapsedTime(at) < AskInterval)
        {
            return null;
        }

        _askedAt = time.GetTimestamp();
        var from = _uncheckedFrom.Value;
        _uncheckedFrom = null;
        var begin = askBegin(partition);
        return begin > from
            ? new LogDamage(from, Math.Min(begin, found), "Retention removed records before they were read.")
            : null;
    }
}
