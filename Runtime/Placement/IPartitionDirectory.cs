namespace Tripline.Runtime.Placement;

/// <summary>Tells which silo to call.</summary>
public interface IPartitionDirectory
{
    /// <summary>The partition of a grain's key: that of its part before the first <c>/</c>, of all of it when there is none.
    /// Called on each call of a grain; it must be fast and never throw.</summary>
    int PartitionOf(ReadOnlySpan<char> key);

    /// <summary>The silo that owns the partition as last known; null when no live one does, or this silo itself. Answers
    /// from memory.</summary>
    SiloAddress? OwnerOf(int partition);

    /// <summary>Asks for a fresh view, and completes at the next change of it, or when the view that was read for this
    /// brought none. Many may wait at once; they share one reading.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
