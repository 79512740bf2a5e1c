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
                var view = await directory.ReadAsync(stoppingToken);
                var owners = view.Owners.ToDictionary(owner => owner.Partition, owner => owner.Generation);
                foreach (var held in ownership.Standings)
                {
                    // 0: it is just being taken.
                    if (held.Generation > 0 && owners.GetValueOrDefault(held.Partition) > held.Generation)
                    {
                        ownership.Refused(held.Partition, held.Generation);
                    }
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
}
