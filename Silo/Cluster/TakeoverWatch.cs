using Tripline.Storage.Silos;

namespace Tripline.Silo.Cluster;

/// <summary>Learns from the directory that another silo has taken this one's partitions: where no ticks come, no write
/// is refused that would tell.</summary>
internal sealed class TakeoverWatch(ISiloDirectory directory, PartitionOwnership ownership) : BackgroundService
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
                ownership.Saw((await directory.ReadAsync(stoppingToken)).Owners);
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
