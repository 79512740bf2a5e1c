using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Statistics;

namespace Tripline.Runtime.Hosting;

/// <summary>Adds the runtime to an application's services.</summary>
public static class RuntimeServices
{
    /// <summary>Adds <see cref="GrainHost"/>, <see cref="IGrainFactory"/>, <see cref="GrainStreams"/> and
    /// <see cref="GrainStatistics"/>. Time comes from the registered <see cref="TimeProvider"/>, state from the registered
    /// <see cref="Storage.IGrainStorage"/>, keyed by the storage name where a state names one. Where an
    /// <see cref="IPartitionDirectory"/> and a <see cref="PartitionGate"/> are registered, grains live on the silo that owns
    /// their partition; else all of them live here.</summary>
    public static IServiceCollection AddTriplineRuntime(
        this IServiceCollection services, Action<RuntimeOptions>? configure = null)
    {
        var options = new RuntimeOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new GrainHost(
            options,
            provider,
            provider.GetRequiredService<TimeProvider>(),
            (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<GrainHost>(),
            PlacementServices.From(provider)));
        services.AddSingleton(provider => provider.GetRequiredService<GrainHost>().GrainFactory);
        services.AddSingleton(provider => provider.GetRequiredService<GrainHost>().Streams);
        services.AddSingleton(provider => provider.GetRequiredService<GrainHost>().Statistics);
        return services;
    }
}
