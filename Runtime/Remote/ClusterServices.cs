using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Remote;

/// <summary>Adds the traffic between silos to an application's services.</summary>
public static class ClusterServices
{
    /// <summary>Adds <see cref="PartitionGate"/>, <see cref="ClusterStreams"/> and <see cref="ClusterServer"/>, which opens
    /// the cluster port when the application starts and closes it when it stops: add what calls grains after this. It
    /// expects of others the runtime and an <see cref="IPartitionDirectory"/>.</summary>
    public static IServiceCollection AddTriplineCluster(this IServiceCollection services, ClusterOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(options);
        services.TryAddSingleton<PartitionGate>();
        services.AddSingleton<ClusterStreams>();
        services.AddSingleton<IRemoteCalls, RemoteCalls>();
        services.AddSingleton(provider =>
        {
            var streams = provider.GetRequiredService<ClusterStreams>();
            var host = provider.GetRequiredService<GrainHost>();
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<ClusterServer>();
            streams.Accept(SiloCalls.StreamName, stream => new IncomingCalls(host, stream, log).RunAsync());
            return ActivatorUtilities.CreateInstance<ClusterServer>(provider);
        });
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ClusterServer>());
        return services;
    }
}
