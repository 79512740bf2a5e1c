using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Brings what this silo holds to what the placement gives it: leaves partitions that belong on another silo and
/// takes those that belong here, when the cluster's members change, and looks again every second.</summary>
public sealed partial class PartitionMoves(
    ClusterMembers members,
    ILocalSiloDetails self,
    IPartitionPlacement placement,
    LocalPartitions partitions,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<PartitionMoves> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Task> _moves = [];

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(LookAtChangesAsync(stoppingToken), LookAtTimesAsync(stoppingToken));

    private async Task LookAtChangesAsync(CancellationToken stoppingToken)
    {
        await foreach (var active in members.ChangesAsync(stoppingToken))
        {
            Look(active);
        }
    }

    private async Task LookAtTimesAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look(members.Active);
        }
    }

    private void Look(IReadOnlyCollection<SiloAddress> active)
    {
        if (partitions.IsLeaving || !active.Contains(self.SiloAddress))
        {
            return;
        }

        lock (_gate)
        {
            for (var partition = 0; partition < partitions.PartitionCount; partition++)
            {
                var belongsHere = placement.SiloOf(partition, active).Equals(self.SiloAddress);
                if (belongsHere != partitions.IsHeld(partition)
                    && (!_moves.TryGetValue(partition, out var move) || move.IsCompleted))
                {
                    _moves[partition] = MoveAsync(partition, belongsHere);
                }
            }
        }
    }

    private async Task MoveAsync(int partition, bool here)
    {
        var grain = grains.GetGrain<IPartitionGrain>(partition);
        try
        {
            if (!here)
            {
                LogLeaves(logger, partition);
                await grain.Leave();
            }

            // Activates it where it belongs.
            await grain.Hold();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!partitions.IsLeaving)
            {
                LogNotYet(logger, partition, failure.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Partition {Partition}: belongs on another silo now; leaving it")]
    private static partial void LogLeaves(ILogger logger, int partition);

    [LoggerMessage(LogLevel.Information, "Partition {Partition}: has not moved yet. {Reason}")]
    private static partial void LogNotYet(ILogger logger, int partition, string reason);
}
