namespace Tripline.Streams.Kafka;

/// <summary>Tells when the client must be woken to fetch on for a partition: librdkafka stops at its limits and, where
/// all partitions have reached theirs, looks again only after a second, long after a fast reader has emptied them.
/// </summary>
internal sealed class FetchLevel(KafkaOptions options)
{
    // Of the limits, in eighths: above the first the client may have stopped, below the second it is worth a request.
    private const int Full = 6;
    private const int Low = 4;
    private bool _wasFull;

    /// <summary>Notes what a reader took; true, once, when what was full is low.</summary>
    /// <param name="count">Records that it took, above 0.</param>
    /// <param name="bytes">Bytes of their keys and values.</param>
    /// <param name="left">Records that are left in the queue.</param>
    public bool Passes(int count, long bytes, long left)
    {
        var leftBytes = left * bytes / count;
        if (IsAbove(Full, left, leftBytes))
        {
            _wasFull = true;
            return false;
        }

        if (!_wasFull || IsAbove(Low, left, leftBytes))
        {
            return false;
        }

        _wasFull = false;
        return true;
    }

    private bool IsAbove(int eighths, long records, long bytes) =>
        records >= (long)options.MaxFetchedRecords * eighths / 8 || bytes >= (long)options.MaxFetchedBytes * eighths / 8;
}
