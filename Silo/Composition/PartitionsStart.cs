using Tripline.Grains.Partitions;

namespace Tripline.Silo.Composition;

/// <summary>On a silo that is alone: takes all partitions before anything is appended to them. On every silo: has the
/// log's retention run.</summary>
internal sealed class PartitionsStart(
    LocalPartitions partitions,
    IGrainFactory grains,
    PartitionOptions options,
    SiloMode mode,
    TimeProvider time,
    ILogger<PartitionsStart> logger) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!mode.IsClustered)
        {
            await Task.WhenAll(Enumerable.Range(0, partitions.PartitionCount)
                .Select(partition => grains.GetGrain<IPartitionGrain>(partition).Hold()));
            var statuses = partitions.Statuses;
            SiloMessages.Started(
                logger, statuses.Count, statuses.Sum(status => status.TickCount), statuses.Sum(status => status.LagTicks));
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.RetentionInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            partitions.Trim();
        }
    }
}
