using Microsoft.Extensions.Hosting;

namespace Tripline.Sources;

/// <summary>Runs the sources for as long as the host runs.</summary>
internal sealed class SourceService(SourceRunner runner) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await runner.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
