using Microsoft.Extensions.DependencyInjection;
using Tripline.Runtime;
using Tripline.Runtime.Hosting;
using Tripline.Storage;

namespace Tripline.Tests.Grains.Runtime;

/// <summary>A runtime with chosen grain classes, memory for storage and a clock that the test moves.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestSilo(Action<RuntimeOptions> configure, Action<IServiceCollection>? addServices = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IGrainStorage>(Storage);
        services.AddSingleton(Probe);
        addServices?.Invoke(services);
        services.AddTriplineRuntime(configure);
        _services = services.BuildServiceProvider();
        Host = _services.GetRequiredService<GrainHost>();
        Factory = _services.GetRequiredService<IGrainFactory>();
        Streams = _services.GetRequiredService<GrainStreams>();
    }

    public ManualTime Time { get; } = new();

    public MemoryStorage Storage { get; } = new();

    /// <summary>What the silo's grains tell the test.</summary>
    public Probe Probe { get; } = new();

    public IServiceProvider Services => _services;

    public GrainHost Host { get; }

    public IGrainFactory Factory { get; }

    public GrainStreams Streams { get; }

    /// <summary>Waits, in real time and up to ten seconds, until a condition holds; moves the silo's clock meanwhile where
    /// a step is given.</summary>
    public async Task Until(Func<bool> condition, TimeSpan step = default)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.True(attempt < 2_000, "The condition did not hold in time.");
            if (step > TimeSpan.Zero)
            {
                Time.Advance(step);
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
