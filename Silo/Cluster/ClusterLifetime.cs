using Tripline.Runtime.Hosting;
using Tripline.Storage;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Cluster;

/// <summary>Joins at the start. At the end leaves before anything else stops, so that the partitions move at once and
/// calls that come meanwhile find their way.</summary>
/// <param name="ownership">The partitions.</param>
/// <param name="view">The directory; null on a silo that has all partitions.</param>
/// <param name="talk">Answers other silos' questions; null on such a silo.</param>
/// <param name="fence">Tells of refused writes.</param>
/// <param name="pumps">Tell of them too.</param>
/// <param name="grains">Stopped when the partitions are gone.</param>
/// <param name="logger">The log.</param>
internal sealed class ClusterLifetime(
    PartitionOwnership ownership,
    ClusterView? view,
    SiloTalk? talk,
    PartitionFence fence,
    PumpHost pumps,
    GrainHost grains,
    ILogger<ClusterLifetime> logger) : IHostedLifecycleService
{
    // Leaving is bounded by itself; this is for a group that does not answer.
    private static readonly TimeSpan LeaveBound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DeregisterBound = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        talk?.Listen();
        fence.OnRefused(ownership.Refused);
        pumps.OnStale(ownership.Refused);
        if (view is not null)
        {
            view.OnRead(read => ownership.Saw(read.Owners));
            await view.StartAsync(cancellationToken);
            ClusterLog.Joining(logger, view.Self.SiloId, view.Self.Address);
        }

        pumps.Begin();
        await ownership.JoinAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LeaveBound);
        try
        {
            await ownership.LeaveAsync(limit.Token).WaitAsync(limit.Token);
            ClusterLog.Left(logger);
        }
        catch (Exception exception)
        {
            ClusterLog.LeaveFailed(logger, exception.Message);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await pumps.StopAsync(cancellationToken);
        await grains.StopAsync(cancellationToken);
        if (view is not null)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(DeregisterBound);
            await view.StopAsync(limit.Token);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
