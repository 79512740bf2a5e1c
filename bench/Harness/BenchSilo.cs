using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Grains.Partitions;
using Tripline.Silo.Composition;
using Tripline.Sources;

namespace Tripline.Bench.Harness;

/// <summary>The real silo, composed as its executable does it, in this process and on a free port.</summary>
public sealed class BenchSilo : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BenchSilo(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Its grains.</summary>
    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The way into its tick log.</summary>
    public ITickSink Sink => _app.Services.GetRequiredService<ITickSink>();

    /// <summary>The partitions that it holds.</summary>
    public LocalPartitions Partitions => _app.Services.GetRequiredService<LocalPartitions>();

    /// <summary>Builds a silo without a source on a data folder; it does nothing before <see cref="StartAsync"/>.
    /// </summary>
    public static BenchSilo Build(string dataPath, params string[] options) =>
        new(SiloApplication.Build(
        [
            "--Data:Path", dataPath, "--Urls", "http://127.0.0.1:0", "--Source", "none",
            "--Logging:Console:LogLevel:Default", "Warning",
            .. options,
        ]));

    /// <summary>Starts it.</summary>
    public Task StartAsync() => _app.StartAsync();

    /// <summary>Completes when the partitions have folded all that the log held at start.</summary>
    public Task WhenCaughtUpAsync(CancellationToken cancellationToken) => Partitions.WhenCaughtUpAsync(cancellationToken);

    /// <summary>The last number of the local user's inbox.</summary>
    public Task<long> LastTriggerNumberAsync() =>
        Grains.GetGrain<IInboxGrain>(IInboxGrain.LocalUser).GetLastNumber();

    /// <summary>Ends it with its last checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
