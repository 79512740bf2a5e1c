using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Takes the partitions that belong on this silo, when the cluster's members change, and looks again every second.
/// It is the silo that gets a partition that asks for it: so the one that has it folds on until the other one is up.
/// </summary>
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
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // A silo that does not ask for what belongs on it, although it is active, may be stuck at its start.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // One call to the silo that has it, one to take it, and one more should the first go astray.
    private const int MaxCalls = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Task> _moves = [];
    private readonly Dictionary<int, long> _strangersSince = [];

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
                var isHeld = partitions.IsHeld(partition);
                if (belongsHere == isHeld)
                {
                    _strangersSince.Remove(partition);
                }
                else if (!_moves.TryGetValue(partition, out var move) || move.IsCompleted)
                {
                    if (belongsHere)
                    {
                        _moves[partition] = TryAsync(partition, TakeAsync);
                    }
                    else if (IsForgotten(partition))
                    {
                        _moves[partition] = TryAsync(partition, LeaveAsync);
                    }
                }
            }
        }
    }

    private bool IsForgotten(int partition)
    {
        if (!_strangersSince.TryGetValue(partition, out var since))
        {
            _strangersSince[partition] = since = time.GetTimestamp();
        }

        return time.GetElapsedTime(since) > Patience;
    }

    private async Task TakeAsync(IPartitionGrain grain)
    {
        for (var call = 1; !await grain.MoveTo(self.SiloAddress) && call < MaxCalls; call++)
        {
            await Task.Delay(call == 1 ? TimeSpan.Zero : Pause, time);
        }
    }

    private Task LeaveAsync(IPartitionGrain grain)
    {
        // This silo's own activation, which the directory may know no more: a call would end the one that it knows.
        partitions.Leave((int)grain.GetPrimaryKeyLong());
        return grain.Hold();
    }

    private async Task TryAsync(int partition, Func<IPartitionGrain, Task> moveAsync)
    {
        try
        {
            await moveAsync(grains.GetGrain<IPartitionGrain>(partition));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!partitions.IsLeaving)
            {
                LogNotYet(logger, partition, failure.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Partition {Partition}: has not moved yet. {Reason}")]
    private static partial void LogNotYet(ILogger logger, int partition, string reason);
}
