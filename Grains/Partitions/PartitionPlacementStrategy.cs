namespace Tripline.Grains.Partitions;

/// <summary>The grain's key is a partition's number.</summary>
[GenerateSerializer, Immutable, Alias("tripline.partition-placement")]
public sealed class PartitionPlacementStrategy : PlacementStrategy;
