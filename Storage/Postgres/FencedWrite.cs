namespace Tripline.Storage.Postgres;

/// <summary>A write that belongs to the partition of its symbol.</summary>
/// <param name="fence">The generations that this silo holds.</param>
/// <param name="symbol">The symbol.</param>
/// <exception cref="StaleOwnerException">This silo does not hold the symbol's partition.</exception>
internal abstract class FencedWrite(PartitionFence fence, string symbol) : PendingWrite([Hold(fence, symbol)])
{
    private static PartitionHeld Hold(PartitionFence fence, string symbol)
    {
        var partition = fence.PartitionOf(PostgresText.Key(symbol));
        return new PartitionHeld(partition, fence.GenerationOf(partition));
    }
}
