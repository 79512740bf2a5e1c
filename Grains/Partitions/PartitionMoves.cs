using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Gives partitions back that belong on another silo since the cluster's members changed.</summary>
public sealed partial class PartitionMoves(
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    IPartitionPlacement placement,
    LocalPartitions partitions,
    IGrainFactory grains,
    ILogger<PartitionMoves> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            var active = snapshot.Members.Values
                .Where(static member => member.Status == SiloStatus.Active)
                .Select(static member => member.SiloAddress)
                .ToHashSet();
            if (active.Contains(self.SiloAddress))
            {
                await Task.WhenAll(partitions.Statuses
                    .Select(static status => status.Partition)
                    .Where(partition => !placement.SiloOf(partition, active).Equals(self.SiloAddress))
                    .Select(LeaveAsync));
            }
        }
    }

    private async Task LeaveAsync(int partition)
    {
        try
        {
            LogMoves(logger, partition);
            await grains.GetGrain<IPartitionGrain>(partition).Leave();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogStays(logger, failure, partition);
        }
    }

    [LoggerMessage(LogLevel.Information, "Partition {Partition}: belongs on another silo now; leaving it")]
    private static partial void LogMoves(ILogger logger, int partition);

    [LoggerMessage(LogLevel.Warning, "Partition {Partition}: could not be left in order")]
    private static partial void LogStays(ILogger logger, Exception failure, int partition);
}
