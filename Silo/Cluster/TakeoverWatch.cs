using Tripline.Grains.Partitions;
using Tripline.Storage.Silos;

namespace Tripline.Silo.Cluster;

/// <summary>Learns from the directory that another silo has taken this one's partitions, and ends them. Without ticks nothing
/// is written, so no refused write would tell.</summary>
internal sealed partial class TakeoverWatch(
    ISiloDirectory directory,
    PostgresTenures tenures,
    LocalPartitions partitions,
    IGrainFactory grains,
    ILogger<TakeoverWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await directory.WaitForChangeAsync(LookInterval, stoppingToken);
                tenures.Saw((await directory.ReadAsync(stoppingToken)).Owners);
                if (tenures.NeverAgain(0) is { } reason)
                {
                    LogTakenOver(logger, reason);
                    await Task.WhenAll(partitions.Statuses.Select(
                        status => grains.GetGrain<IPartitionGrain>(status.Partition).Leave()));
                    return;
                }
            }
            catch (IOException)
            {
                // Nobody can take anything meanwhile; the storage's health tells.
            }
            catch (OperationCanceledException)
            {
                // The silo stops.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private static partial void LogTakenOver(ILogger logger, string reason);
}
