namespace Tripline.Storage.Silos;

/// <summary>What the directory held at one moment.</summary>
/// <param name="Silos">The silos, by id, those that have died without leaving among them.</param>
/// <param name="Owners">The last owner of every partition that was ever taken, by partition.</param>
public sealed record DirectoryView(IReadOnlyList<EnteredSilo> Silos, IReadOnlyList<PartitionOwner> Owners);
