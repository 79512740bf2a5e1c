namespace Tripline.Storage.Postgres;

/// <summary>A write that belongs to the partition of its key.</summary>
internal abstract class FencedWrite : PendingWrite
{
    /// <exception cref="StaleOwnerException">This silo does not hold the key's partition.</exception>
    protected FencedWrite(PartitionFence fence, string key)
        : this(fence, fence.PartitionOf(PostgresText.Key(key)))
    {
    }

    private FencedWrite(PartitionFence fence, int partition)
        : base(partition, fence.GenerationOf(partition))
    {
    }
}
