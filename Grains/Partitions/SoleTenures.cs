namespace Tripline.Grains.Partitions;

/// <summary>The tenures of a silo that has its store for itself.</summary>
public sealed class SoleTenures : IPartitionTenures
{
    /// <inheritdoc/>
    public Task<long> TakeAsync(int partition, CancellationToken cancellationToken) => Task.FromResult(0L);

    /// <inheritdoc/>
    public void Release(int partition)
    {
        // Nobody else can have it.
    }

    /// <inheritdoc/>
    public string? NeverAgain(int partition) => null;
}
