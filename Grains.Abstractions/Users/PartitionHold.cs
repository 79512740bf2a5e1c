namespace Tripline;

/// <summary>A partition and the generation with which its owner holds it: what was computed under it may be stored only
/// while nobody has taken the partition since.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Generation">From 1; it counts from the start of the silo where nobody else can take its partitions.</param>
[GenerateSerializer, Immutable, Alias("tripline.partition-hold")]
public readonly record struct PartitionHold([property: Id(0)] int Partition, [property: Id(1)] long Generation);
