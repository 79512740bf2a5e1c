using Tripline.Runtime.Placement;
using Tripline.Storage;
using Tripline.Storage.Silos;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Cluster;

/// <summary>Holds partitions with this silo's directory, fence, gate and pumps.</summary>
/// <param name="directory">Where generations are taken.</param>
/// <param name="siloId">As whom.</param>
/// <param name="fence">Gives this silo's writes their generations.</param>
/// <param name="pumps">Folds.</param>
/// <param name="gate">Lets calls in; null on a silo that has all partitions.</param>
internal sealed class PartitionWork(
    ISiloDirectory directory, string siloId, PartitionFence fence, PumpHost pumps, PartitionGate? gate) : IPartitionWork
{
    /// <inheritdoc/>
    public async Task<long> TakeAsync(int partition, CancellationToken cancellationToken)
    {
        var generation = await directory.TakeAsync(partition, siloId, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        fence.Hold(partition, generation);
        return generation;
    }

    /// <inheritdoc/>
    public Task StartAsync(int partition, long generation, CancellationToken cancellationToken)
    {
        gate?.SetTaken(partition);
        return pumps.StartAsync(partition, generation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task WhenCaughtUpAsync(int partition, CancellationToken cancellationToken) =>
        pumps.WhenCaughtUpAsync(partition, cancellationToken);

    /// <inheritdoc/>
    public Task WhenEndedAsync(int partition) => pumps.WhenEndedAsync(partition);

    /// <inheritdoc/>
    public void Serve(int partition) => gate?.SetServing(partition);

    /// <inheritdoc/>
    public void BeginLeave(int partition) => gate?.BeginLeave(partition);

    /// <inheritdoc/>
    public Task StopAsync(int partition, bool withCheckpoint, CancellationToken giveUp) =>
        pumps.StopAsync(partition, withCheckpoint, giveUp);

    /// <inheritdoc/>
    public Task<bool> CloseAsync(int partition, TimeSpan timeout) =>
        gate?.CloseAsync(partition, timeout) ?? Task.FromResult(true);

    /// <inheritdoc/>
    public void Release(int partition) => fence.Release(partition);
}
