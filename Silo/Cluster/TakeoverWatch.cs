using Tripline.Storage.Silos;

namespace Tripline.Silo.Cluster;

/// <summary>Learns from the directory that another silo has taken this one's partitions. Without ticks nothing is written,
/// so no refused write would tell.</summary>
internal sealed class TakeoverWatch(ISiloDirectory directory, PostgresTenures tenures) : BackgroundService
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
}
