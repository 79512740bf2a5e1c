using Tripline.Runtime.Hosting;
using Tripline.Silo.Cluster;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Composition;

/// <summary>Starts the pumps, once the partitions are taken where that is to be done; at the end stops them, with a last checkpoint, before the grains.</summary>
internal sealed partial class SiloLifetime(
    PumpHost pumps, GrainHost grains, ILogger<SiloLifetime> logger, SoleOwner? owner = null) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await (owner?.StartAsync(cancellationToken) ?? pumps.StartAsync(cancellationToken));
        var statuses = pumps.Statuses;
        LogStarted(
            statuses.Count, statuses.Sum(status => status.TickCount), statuses.Sum(status => status.LagTicks));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await pumps.StopAsync(cancellationToken);
        await grains.StopAsync(cancellationToken);
        LogStopped(pumps.Statuses.Sum(status => status.TickCount));
    }

    [LoggerMessage(
        LogLevel.Information,
        "{Partitions} partitions go on after {TickCount} ticks; {Lag} ticks of the log are still to be folded")]
    private partial void LogStarted(int partitions, long tickCount, long lag);

    [LoggerMessage(LogLevel.Information, "Stopped with a checkpoint after {TickCount} ticks")]
    private partial void LogStopped(long tickCount);
}
