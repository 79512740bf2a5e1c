using Tripline.Grains.Partitions;

namespace Tripline.Silo.Composition;

/// <summary>Has a silo that stops give its partitions back with a checkpoint: after its queues are no longer read, before
/// it says that it leaves, and before Orleans ends its grains in any order.</summary>
internal sealed class PartitionsLeave(LocalPartitions partitions, IGrainFactory grains, ILogger<PartitionsLeave> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PartitionsLeave), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, LeaveAsync);

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        partitions.BeginLeave();
        var statuses = partitions.Statuses;
        try
        {
            await Task.WhenAll(statuses.Select(
                status => grains.GetGrain<IPartitionGrain>(status.Partition).Leave())).WaitAsync(cancellationToken);
            SiloMessages.Stopped(logger, statuses.Sum(status => status.TickCount));
        }
        catch (Exception failure)
        {
            SiloMessages.LeftEarly(logger, failure.Message);
        }
    }
}
