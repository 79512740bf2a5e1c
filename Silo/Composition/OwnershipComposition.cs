using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Tripline.Api.Silo;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;
using Tripline.Silo.Cluster;
using Tripline.Storage;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Silos;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Ownership;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Composition;

/// <summary>Adds what decides which partitions are this silo's. In a data folder all are; in PostgreSQL another silo
/// may take them.</summary>
internal static class OwnershipComposition
{
    /// <summary>Adds the fence that the storage asks, the owner of partitions, and what starts and stops it.</summary>
    public static void AddOwnership(this WebApplicationBuilder builder, SiloMode mode)
    {
        var services = builder.Services;
        if (!mode.UsesPostgres)
        {
            services.AddHostedService<SiloLifetime>();
            return;
        }

        var cluster = builder.Configuration.Options<MembershipOptions>("Cluster");
        var siloId = NewSiloId();
        services.AddSingleton(cluster);
        services.AddSingleton(NewFence);
        services.AddSingleton<IPartitionWork>(provider => new PartitionWork(
            provider.GetRequiredService<ISiloDirectory>(),
            siloId,
            provider.GetRequiredService<PartitionFence>(),
            provider.GetRequiredService<PumpHost>(),
            provider.GetService<PartitionGate>()));
        services.AddSingleton(provider => new PartitionOwnership(
            provider.GetRequiredService<ITickLog>().PartitionCount,
            provider.GetRequiredService<IPartitionGroup>(),
            provider.GetRequiredService<IPartitionWork>(),
            new OwnershipOptions { LeaveTimeout = cluster.LeaveTimeout },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PartitionOwnership>>()));
        services.AddSingleton<IReadinessCheck>(provider => new ClusterReadiness(
            provider.GetRequiredService<PartitionOwnership>(), provider.GetService<ClusterView>()));
        if (mode.IsClustered)
        {
            AddDirectory(builder, cluster, siloId);
        }
        else
        {
            AddTakeover(services);
        }

        services.AddHostedService(provider => new SharedStateCheck(
            provider.GetRequiredService<ISiloDirectory>(),
            provider.GetRequiredService<ICheckpointStore>(),
            provider.GetRequiredService<ITickLog>(),
            isLogOwn: !mode.IsClustered));
        services.AddHostedService(provider => new ClusterLifetime(
            provider.GetRequiredService<PartitionOwnership>(),
            provider.GetService<ClusterView>(),
            provider.GetService<SiloTalk>(),
            provider.GetRequiredService<PartitionFence>(),
            provider.GetRequiredService<PumpHost>(),
            provider.GetRequiredService<GrainHost>(),
            provider.GetRequiredService<ILogger<ClusterLifetime>>()));
    }

    private static void AddDirectory(WebApplicationBuilder builder, MembershipOptions cluster, string siloId)
    {
        var services = builder.Services;
        var port = builder.Configuration.Options<ClusterOptions>("Cluster");
        port.SiloId = siloId;
        services.AddTriplineCluster(port);
        services.AddSingleton<SiloTalk>();
        services.AddSingleton<ISiloCluster, SiloCluster>();
        services.AddSingleton(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return new ClusterView(
                provider.GetRequiredService<ISiloDirectory>(),
                new SiloEntry(siloId, AddressOf(cluster, port), Version(), time.GetUtcNow()),
                provider.GetRequiredService<ITickLog>().PartitionCount,
                cluster,
                time,
                provider.GetRequiredService<ILogger<ClusterView>>());
        });
        services.AddSingleton<IPartitionDirectory>(provider => provider.GetRequiredService<ClusterView>());
    }

    // With a tick log of its own a silo is alone on its database, or was.
    private static void AddTakeover(IServiceCollection services)
    {
        services.AddHostedService<TakeoverWatch>();
        services.AddSingleton<TickAppender>();
        services.AddSingleton<ITickAppender>(provider => new OwnersIntake(
            provider.GetRequiredService<TickAppender>(), provider.GetRequiredService<PartitionOwnership>()));
    }

    // The log knows how many partitions there are, and is open before anything is written.
    private static PartitionFence NewFence(IServiceProvider provider)
    {
        var count = new Lazy<int>(() => provider.GetRequiredService<ITickLog>().PartitionCount);
        return new PartitionFence(key => SymbolPartition.Of(key, count.Value));
    }

    private static string NewSiloId()
    {
        var host = Environment.MachineName.ToLowerInvariant();
        return $"{host}-{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    }

    private static string AddressOf(MembershipOptions cluster, ClusterOptions port) =>
        cluster.Address.Length > 0 ? cluster.Address
        : port.Port == 0 || IPAddress.Parse(port.ListenAddress) is { } listen
            && (listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any))
            ? throw new InvalidOperationException(
                "Other silos must know where to reach this one: name it with --Cluster:Address host:port.")
        : new IPEndPoint(IPAddress.Parse(port.ListenAddress), port.Port).ToString();

    private static string Version() =>
        (typeof(OwnershipComposition).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "0").Split('+')[0];
}
