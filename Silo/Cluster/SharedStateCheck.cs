using Tripline.Storage.Checkpoints;
using Tripline.Storage.Silos;
using Tripline.Streams.Log;

namespace Tripline.Silo.Cluster;

/// <summary>Refuses to start on a database that holds the state of another tick log, before anything is taken: a silo
/// that was started on the wrong database must not stop the right one.</summary>
/// <param name="directory">The database's directory.</param>
/// <param name="checkpoints">The database's checkpoints.</param>
/// <param name="log">This silo's tick log.</param>
/// <param name="isLogOwn">Whether nobody else writes to the log, so that it can be told by its end.</param>
internal sealed class SharedStateCheck(
    ISiloDirectory directory, ICheckpointStore checkpoints, ITickLog log, bool isLogOwn) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var agreed = await directory.AgreeOnPartitionsAsync(log.PartitionCount, cancellationToken);
        if (agreed != log.PartitionCount)
        {
            throw new InvalidOperationException(
                $"The database holds the state of a tick log with {agreed} partitions, this one has "
                + $"{log.PartitionCount}: use the log that it belongs to, or a database of its own.");
        }

        if (isLogOwn)
        {
            await Task.WhenAll(Enumerable.Range(0, agreed).Select(p => CheckAsync(p, cancellationToken)));
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckAsync(int partition, CancellationToken cancellationToken)
    {
        var found = await checkpoints.ReadPartitionAsync(partition, cancellationToken);
        var end = log.Range(partition).End;
        if (found is not null && found.NextOffset > end)
        {
            throw new InvalidDataException(
                $"The database's checkpoint of partition {partition} is at offset {found.NextOffset}, but the tick log "
                + $"of this silo ends at {end}: the database belongs to another silo's log. Use the data folder that "
                + "it belongs to, or a database of its own.");
        }
    }
}
