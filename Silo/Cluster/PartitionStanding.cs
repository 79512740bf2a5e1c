namespace Tripline.Silo.Cluster;

/// <summary>How this silo stands with a partition right now.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="Generation">The generation with which it is held; 0 while it is not.</param>
/// <param name="Problem">What keeps it from being taken; null when nothing does.</param>
internal sealed record PartitionStanding(int Partition, PartitionStage Stage, long Generation, string? Problem);
