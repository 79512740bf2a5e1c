namespace Tripline.Grains.Partitions;

/// <summary>The tenures of a silo that has its store for itself.</summary>
public sealed class SoleTenures : IPartitionTenures
{
    /// <inheritdoc/>
    public bool AreAllHere => true;

    private long _last;

    /// <inheritdoc/>
    /// <remarks>Rises although nobody else can take the partition: what is still on its way from an earlier tenure of this
    /// silo is told from the present one by it.</remarks>
    public Task<long> TakeAsync(int partition, CancellationToken cancellationToken) =>
        Task.FromResult(Interlocked.Increment(ref _last));

    /// <inheritdoc/>
    public void Release(int partition)
    {
        // Nobody else can have it.
    }

    /// <inheritdoc/>
    public string? NeverAgain(int partition) => null;
}
