namespace Tripline.Grains.Partitions;

/// <summary>Gives this silo the right to write what belongs to a partition.</summary>
public interface IPartitionTenures
{
    /// <summary>Whether all partitions are this silo's, as long as it runs.</summary>
    bool AreAllHere { get; }

    /// <summary>Takes a partition: writes of whoever held it before are refused from now on. Returns the generation, which
    /// rises with each tenure.</summary>
    /// <exception cref="IOException">The store cannot be reached; the partition may have been taken all the same.
    /// </exception>
    Task<long> TakeAsync(int partition, CancellationToken cancellationToken);

    /// <summary>This silo writes nothing more of the partition.</summary>
    void Release(int partition);

    /// <summary>Why a partition that another silo has taken is not to be taken back by this one, a sentence; null where
    /// silos share the tick log, and it may.</summary>
    string? NeverAgain(int partition);
}
