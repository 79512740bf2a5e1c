using Tripline.Runtime.Hosting;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Composition;

/// <summary>On a silo that owns its whole state: starts the pumps; at the end stops them, with a last checkpoint, before the grains.</summary>
internal sealed partial class SiloLifetime(
    PumpHost pumps, GrainHost grains, ILogger<SiloLifetime> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await pumps.StartAsync(cancellationToken);
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
