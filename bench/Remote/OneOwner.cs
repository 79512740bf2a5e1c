using Tripline.Runtime.Placement;

namespace Tripline.Bench.Remote;

/// <summary>A directory of one partition, which one silo owns for good; null for the silo that asks.</summary>
internal sealed class OneOwner(SiloAddress? owner) : IPartitionDirectory
{
    /// <inheritdoc/>
    public int PartitionOf(ReadOnlySpan<char> key) => 0;

    /// <inheritdoc/>
    public SiloAddress? OwnerOf(int partition) => owner;

    /// <inheritdoc/>
    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
