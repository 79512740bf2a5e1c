namespace Tripline.Storage.Checkpoints;

/// <summary>How far a partition has been folded.</summary>
/// <param name="Partition">Zero-based number of the partition.</param>
/// <param name="NextOffset">The log offset at which reading goes on.</param>
/// <param name="TickCount">Ticks of this partition folded so far, dropped repeats included.</param>
/// <param name="SourceSequences">The last sequence taken from each numbered source.</param>
public sealed record PartitionCheckpoint(
    int Partition, long NextOffset, long TickCount, IReadOnlyDictionary<string, long> SourceSequences);
