using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tripline.Runtime;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;
using Tripline.Storage;

namespace Tripline.Tests.Grains.Runtime.Remote;

/// <summary>One silo of a cluster in this process, on a port of its own on loopback.</summary>
public sealed class SiloUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public SiloUnderTest(string id, Func<SiloUnderTest, IPartitionDirectory> directory, Probe probe,
        Action<RuntimeOptions> configure, Action<ClusterOptions> configureCluster)
    {
        var options = new ClusterOptions { SiloId = id, Port = 0, Key = ClusterUnderTest.Key };
        configureCluster(options);
        Id = id;
        _services = new ServiceCollection()
            .AddSingleton<ILoggerProvider>(Log)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug))
            .AddTriplineCluster(options)
            .AddTriplineRuntime(configure)
            .AddSingleton(_ => directory(this))
            .AddSingleton<IGrainStorage>(new MemoryStorage())
            .AddSingleton(probe)
            .AddSingleton(this)
            .BuildServiceProvider();
        Host = _services.GetRequiredService<GrainHost>();
        Gate = _services.GetRequiredService<PartitionGate>();
        Server = _services.GetRequiredService<ClusterServer>();
        Streams = _services.GetRequiredService<ClusterStreams>();
    }

    public string Id { get; }

    public GrainHost Host { get; }

    public PartitionGate Gate { get; }

    public ClusterServer Server { get; }

    public ClusterStreams Streams { get; }

    public LogLines Log { get; } = new();

    /// <summary>The port by which others reach it, where that is not its own.</summary>
    public int? ReachedBy { get; set; }

    public SiloAddress Address => new(Id, $"127.0.0.1:{ReachedBy ?? Server.Port}");

    public IGrainFactory Grains => Host.GrainFactory;

    public Task StartAsync() => Server.StartAsync(TestContext.Current.CancellationToken);

    public void Serve(int partition)
    {
        Gate.SetTaken(partition);
        Gate.SetServing(partition);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
