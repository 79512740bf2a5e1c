namespace Tripline.Grains.Partitions;

/// <summary>How far a partition is.</summary>
/// <param name="Partition">Zero-based number of the partition.</param>
/// <param name="Generation">The generation with which it is held; on a silo that runs alone, counted from its start.</param>
/// <param name="IsCaughtUp">Whether it passed the end that the log had at its start.</param>
/// <param name="NextOffset">Offset of the record that is delivered next.</param>
/// <param name="EndOffset">Offset after the newest durable record.</param>
/// <param name="LagTicks">Durable ticks not yet delivered; records, where the log does not count ticks.</param>
/// <param name="TickCount">Ticks passed since the log began, dropped repeats included.</param>
/// <param name="DroppedRepeats">Ticks dropped by this process because their source had sent them before.</param>
/// <param name="CorruptRecords">Damaged stretches passed over by this process.</param>
/// <param name="RejectedRecords">Records that this process could not read and put into the dead-letter topic.</param>
/// <param name="CheckpointOffset">Offset that the last durable checkpoint reflects; -1 before the first.</param>
/// <param name="CheckpointAge">Time since that checkpoint was written or found at start; null before the first.</param>
/// <param name="LastError">What keeps it from going on right now; null when nothing does.</param>
public sealed record PartitionStatus(
    int Partition,
    long Generation,
    bool IsCaughtUp,
    long NextOffset,
    long EndOffset,
    long LagTicks,
    long TickCount,
    long DroppedRepeats,
    long CorruptRecords,
    long RejectedRecords,
    long CheckpointOffset,
    TimeSpan? CheckpointAge,
    string? LastError);
