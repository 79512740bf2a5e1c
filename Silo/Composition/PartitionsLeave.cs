using Tripline.Grains.Partitions;

namespace Tripline.Silo.Composition;

/// <summary>Has a silo that stops give its partitions back. It says first that it leaves, so that the others take them one
/// by one while it still works; what nobody takes, it leaves with a checkpoint before Orleans ends its grains in any order.
/// </summary>
internal sealed class PartitionsLeave(
    LocalPartitions partitions,
    ClusterMembers members,
    ILocalSiloDetails self,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<PartitionsLeave> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // After the others know: longer than it takes to move a partition that is not stuck.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        // Beside what tells the members' table; Orleans ends the grains a stage later.
        nameof(PartitionsLeave), ServiceLifecycleStage.BecomeActive, static _ => Task.CompletedTask, LeaveAsync);

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        var tickCount = partitions.Statuses.Sum(status => status.TickCount);
        partitions.BeginLeave();
        try
        {
            var startedAt = time.GetTimestamp();
            while (members.Others(self.SiloAddress) > 0
                && partitions.Statuses.Count > 0
                && time.GetElapsedTime(startedAt) < Patience)
            {
                await Task.Delay(Look, time, cancellationToken);
            }

            await Task.WhenAll(partitions.Statuses.Select(
                status => grains.GetGrain<IPartitionGrain>(status.Partition).Leave())).WaitAsync(cancellationToken);
            SiloMessages.Stopped(logger, tickCount);
        }
        catch (Exception failure)
        {
            SiloMessages.LeftEarly(logger, failure.Message);
        }
    }
}
