namespace Tripline.Streams.Kafka;

/// <summary>Hears of the group's changes on the consumer's thread, which waits for it.</summary>
internal interface IRebalanceMember
{
    /// <summary>These partitions came.</summary>
    void Assigned(IReadOnlyList<int> partitions);

    /// <summary>These go away when it returns.</summary>
    void Revoked(IReadOnlyList<int> partitions);

    /// <summary>These are gone.</summary>
    void Lost(IReadOnlyList<int> partitions);
}
