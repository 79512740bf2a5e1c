using System.Collections.Concurrent;
using Tripline.Grains.Partitions;
using Tripline.Storage;
using Tripline.Storage.Silos;

namespace Tripline.Silo.Cluster;

/// <summary>Tenures as generations in PostgreSQL, which refuses writes with an earlier one.</summary>
/// <param name="directory">Where generations are taken.</param>
/// <param name="siloId">As whom.</param>
/// <param name="fence">Gives this silo's writes their generations.</param>
/// <param name="isLogShared">Whether other silos read the same tick log, so that a lost partition may come back.</param>
internal sealed class PostgresTenures(ISiloDirectory directory, string siloId, PartitionFence fence, bool isLogShared)
    : IPartitionTenures
{
    private const string TakenOver =
        "Another silo has taken the partitions in the database; this one folds no more.";

    private readonly ConcurrentDictionary<int, long> _held = new();
    private volatile bool _isTakenOver;

    /// <inheritdoc/>
    public bool AreAllHere => !isLogShared;

    /// <inheritdoc/>
    public async Task<long> TakeAsync(int partition, CancellationToken cancellationToken)
    {
        var generation = await directory.TakeAsync(partition, siloId, cancellationToken);
        fence.Hold(partition, generation);
        _held[partition] = generation;
        return generation;
    }

    /// <inheritdoc/>
    public void Release(int partition) => fence.Release(partition);

    /// <inheritdoc/>
    public string? NeverAgain(int partition) => _isTakenOver ? TakenOver : null;

    /// <summary>The directory was read: whoever has a partition in it now.</summary>
    public void Saw(IEnumerable<PartitionOwner> owners)
    {
        if (!isLogShared && owners.Any(owner => _held.TryGetValue(owner.Partition, out var mine) && mine < owner.Generation))
        {
            _isTakenOver = true;
        }
    }

    /// <summary>A write was refused because another silo has taken the partition since that generation.</summary>
    public void Refused(int partition, long generation)
    {
        if (!isLogShared && _held.TryGetValue(partition, out var mine) && mine == generation)
        {
            _isTakenOver = true;
        }
    }
}
