namespace Tripline.Streams.Ownership;

/// <summary>Is told which partitions a <see cref="IPartitionGroup"/> gives to this silo and takes from it; one call at
/// a time.</summary>
public interface IPartitionGroupMember
{
    /// <summary>These partitions, perhaps none, are this silo's from now on, besides those that it has. Must return
    /// soon, for the group cannot go on before; reading of a partition begins when its reader is opened.</summary>
    void Assigned(IReadOnlyList<int> partitions);

    /// <summary>These partitions are wanted back; the group gives them away when the task completes, which the member
    /// bounds. The silo's other partitions go on being read meanwhile.</summary>
    Task RevokedAsync(IReadOnlyList<int> partitions);

    /// <summary>These partitions are somebody else's already. Must return soon.</summary>
    void Lost(IReadOnlyList<int> partitions);
}
