using Tripline.Storage;

namespace Tripline.Grains.Partitions;

/// <summary>Tells a failure that ends the ownership of a partition from one that may pass.</summary>
internal static class StaleOwnership
{
    /// <summary>Whether a write of this partition was refused because another silo has it. A refusal of another
    /// partition (that of a user's inbox, say) is none: its new owner takes the same call.</summary>
    public static bool IsStaleOwnerOf(this Exception exception, int partition) =>
        exception is StaleOwnerException stale && stale.Partition == partition;
}
