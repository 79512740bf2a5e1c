namespace Tripline.Streams.Provider;

/// <summary>Says which silo a partition belongs on. Every silo computes the same from the same members.</summary>
public interface IPartitionPlacement
{
    /// <summary>How many partitions there are.</summary>
    int PartitionCount { get; }

    /// <summary>The silo of a partition among the active ones.</summary>
    /// <param name="partition">Zero-based number.</param>
    /// <param name="silos">The active silos, at least one, in any order.</param>
    SiloAddress SiloOf(int partition, IReadOnlyCollection<SiloAddress> silos);
}
