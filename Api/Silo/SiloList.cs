namespace Tripline.Api.Silo;

/// <summary>All silos and what they are doing.</summary>
/// <param name="Items">The silos, the one that answers first.</param>
/// <param name="PartitionCount">Partitions of the tick log.</param>
/// <param name="Unowned">Numbers of the partitions that no silo owns right now, rising.</param>
public sealed record SiloList(IReadOnlyList<SiloItem> Items, int PartitionCount, IReadOnlyList<int> Unowned);
