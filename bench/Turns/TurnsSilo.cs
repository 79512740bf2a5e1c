using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Tripline.Grains.Partitions;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Turns;

/// <summary>A silo of plain Orleans, with grains that take slices and a memory stream.</summary>
internal sealed class TurnsSilo : IAsyncDisposable
{
    /// <summary>Name of the stream provider, and namespace of its streams.</summary>
    public const string MemoryStreams = "bench-slices";

    private readonly IHost _host;

    private TurnsSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public LocalSymbols Locals { get; private init; } = null!;

    public SliceCount Count { get; private init; } = null!;

    public IStreamProvider Streams => _host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(MemoryStreams);

    public static async Task<TurnsSilo> StartAsync(int partitions)
    {
        var (locals, count) = (new LocalSymbols(), new SliceCount());
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(locals).AddSingleton(count);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePorts.Next(), gatewayPort: 0, null, "bench", "bench");
            silo.AddMemoryStreams(MemoryStreams, streams =>
            {
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                streams.ConfigurePartitioning(partitions);
            });
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TurnsSilo(host) { Locals = locals, Count = count };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
