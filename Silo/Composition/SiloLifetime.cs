using Tripline.Runtime.Hosting;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Composition;

/// <summary>Starts the pumps; at the end stops them, with a last checkpoint, before the grains.</summary>
internal sealed class SiloLifetime(PumpHost pumps, GrainHost grains) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => pumps.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await pumps.StopAsync(cancellationToken);
        await grains.StopAsync(cancellationToken);
    }
}
