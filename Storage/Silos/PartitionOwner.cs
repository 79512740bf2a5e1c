namespace Tripline.Storage.Silos;

/// <summary>Who owns a partition.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Generation">How often it was taken: the number that the owner's writes carry.</param>
/// <param name="SiloId">The owner.</param>
/// <param name="TakenAt">When it was taken, by the owner's clock.</param>
public sealed record PartitionOwner(int Partition, long Generation, string SiloId, DateTimeOffset TakenAt);
