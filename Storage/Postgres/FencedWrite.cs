namespace Tripline.Storage.Postgres;

/// <summary>A write that belongs to the partition of its key, and perhaps to others.</summary>
/// <param name="fence">The generations that this silo holds.</param>
/// <param name="key">The key.</param>
/// <param name="others">What else must still be held, here or by another silo.</param>
/// <exception cref="StaleOwnerException">This silo does not hold the key's partition.</exception>
internal abstract class FencedWrite(PartitionFence fence, string key, params IEnumerable<PartitionHeld> others)
    : PendingWrite([Hold(fence, key), .. others])
{
    private static PartitionHeld Hold(PartitionFence fence, string key)
    {
        var partition = fence.PartitionOf(PostgresText.Key(key));
        return new PartitionHeld(partition, fence.GenerationOf(partition));
    }
}
