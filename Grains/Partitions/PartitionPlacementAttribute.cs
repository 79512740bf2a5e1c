using Orleans.Placement;

namespace Tripline.Grains.Partitions;

/// <summary>Places a partition's grain where <see cref="Streams.Provider.IPartitionPlacement"/> says.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartitionPlacementAttribute() : PlacementAttribute(new PartitionPlacementStrategy());
