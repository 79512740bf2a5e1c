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
    /// <exception cref="IOException">The log cannot be written. No record of the bundle is in the log; where the log is
    /// behind a network the first ones may be, but never one without those before it.</exception>
    ValueTask AppendAsync(int partition, RecordBundle bundle);

    /// <summary>What a partition durably holds, as far as this process knows; never waits.</summary>
    PartitionRange Range(int partition);

    /// <summary>What a partition durably holds right now.</summary>
    /// <exception cref="IOException">The log cannot be asked.</exception>
    ValueTask<PartitionRange> ReadRangeAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Opens a reader of whoever processes the partition, at an offset, which must be one that
    /// <see cref="RecordRun.NextOffset"/> gave before, or an end of <see cref="Range"/>. What it cannot read goes to the
    /// dead letters.</summary>
    /// <exception cref="IOException">The log cannot be read right now.</exception>
    ITickLogReader OpenReader(int partition, long offset);

    /// <summary>Opens a reader that goes along besides others of the same partition, at an offset of its own: it passes
    /// over what cannot be read, for that is in the dead letters already.</summary>
    /// <exception cref="IOException">The log cannot be read right now.</exception>
    ITickLogReader OpenFollower(int partition, long offset);

    /// <summary>Opens a reader of any partition for one pass: it waits for what the log holds, and false from
    /// <see cref="ITickLogReader.TryRead"/> means its end.</summary>
    /// <exception cref="IOException">The log cannot be read right now.</exception>
    ITickLogReader OpenScan(int partition, long offset);

    /// <summary>Hears that all before an offset is folded and durable in a checkpoint; returns at once and never fails.
    /// </summary>
    void Checkpointed(int partition, long nextOffset);

    /// <summary>Removes what retention allows to go, never anything at or after <paramref name="keepFrom"/>.</summary>
    void Trim(int partition, long keepFrom);
}
