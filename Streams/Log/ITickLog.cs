namespace Tripline.Streams.Log;

/// <summary>The partitioned, durable log of ticks: the only way in for a tick.</summary>
public interface ITickLog : IAsyncDisposable
{
    /// <summary>How many partitions there are; fixed for the life of the log.</summary>
    int PartitionCount { get; }

    /// <summary>Whether the log takes writes, and if not, why.</summary>
    TickLogHealth Health { get; }

    /// <summary>An empty bundle to fill and append to one partition; give it back with
    /// <see cref="RecordBundle.Dispose"/>.</summary>
    RecordBundle Rent();

    /// <summary>Appends the bundle's records in order, after all that this caller appended to the partition before, and
    /// completes when they are durable. The bundle must not be touched until then.</summary>
    /// <exception cref="IOException">The log cannot be written; no record of the bundle is in the log.</exception>
    ValueTask AppendAsync(int partition, RecordBundle bundle);

    /// <summary>What a partition durably holds right now.</summary>
    PartitionRange Range(int partition);

    /// <summary>Opens a reader at an offset, which must be one that <see cref="RecordRun.NextOffset"/> gave before, or
    /// an end of <see cref="Range"/>.</summary>
    ITickLogReader OpenReader(int partition, long offset);

    /// <summary>Removes what retention allows to go, never anything at or after <paramref name="keepFrom"/>.</summary>
    void Trim(int partition, long keepFrom);
}
