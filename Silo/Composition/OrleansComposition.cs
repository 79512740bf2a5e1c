using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Runtime.GrainDirectory;
using Orleans.Runtime.Hosting;
using Tripline.Api;
using Tripline.Api.Silo;
using Tripline.Grains;
using Tripline.Grains.Partitions;
using Tripline.Grains.Symbols;
using Tripline.Grains.Users;
using Tripline.Silo.Membership;
using Tripline.Silo.States;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Silo.Composition;

/// <summary>Adds Orleans: the grains, the stream of ticks to them, and what connects the silos.</summary>
internal static class OrleansComposition
{
    private const string ClusterName = "tripline";

    /// <summary>Adds it for a silo that is alone, or one of a cluster.</summary>
    public static void AddOrleans(this WebApplicationBuilder builder, SiloMode mode)
    {
        var services = builder.Services;
        var options = builder.Configuration.Options<RuntimeOptions>("Runtime");
        services.AddSingleton(builder.Configuration.Options<SymbolOptions>("Symbols"));
        services.AddSingleton(builder.Configuration.Options<UserOptions>("Users"));
        services.AddSingleton(builder.Configuration.Options<PartitionOptions>("Partitions"));
        services.AddSingleton(builder.Configuration.Options<TickStreamOptions>("TickStream"));
        services.AddSingleton<LocalSymbols>();
        services.AddSingleton<LocalPartitions>();
        services.AddSingleton<InboxAppends>();
        services.AddSingleton<ClusterMembers>();
        services.AddSingleton<PartitionServices>();
        services.AddSingleton<ISymbolActivity>(provider => provider.GetRequiredService<LocalPartitions>());
        services.AddSingleton<ISourceSequences>(provider => provider.GetRequiredService<LocalPartitions>());
        services.AddSingleton<ITickRepeats, TickRepeats>();
        services.AddSingleton<IPartitionPlacement>(
            provider => new PartitionPlacement(() => provider.GetRequiredService<ITickLog>().PartitionCount));
        if (!mode.IsClustered)
        {
            services.AddSingleton<IReadinessCheck, AllPartitionsHeld>();
        }

        builder.Host.UseOrleans(silo =>
        {
            silo.Configure<GrainCollectionOptions>(grains => grains.CollectionAge = options.CollectionAge);
            silo.Configure<SiloMessagingOptions>(calls =>
            {
                calls.ResponseTimeout = options.ResponseTimeout;
                calls.SystemResponseTimeout = options.ResponseTimeout;
            });
            silo.Services.AddPlacementDirector<PartitionPlacementStrategy, PartitionPlacementDirector>();
            silo.Services.AddPlacementDirector<SymbolPlacementStrategy, PartitionPlacementDirector>();
            silo.Services.AddGrainStorage(StateStorage.HotPath, StorageComposition.States);
            if (mode.UsesPostgres)
            {
                silo.AddPostgresGrainStorage(builder.Configuration[SiloMode.Database]!);
            }
            else
            {
                silo.Services.AddGrainStorage("Default", StorageComposition.States);
            }

            silo.AddTickStreams();
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PartitionsLeave>();
            silo.AddIncomingGrainCallFilter<ExceptionTravel>();
            if (options.Dashboard)
            {
                silo.AddOrleansDashboard();
            }

            silo.AddTriplineSilos(mode.IsClustered);
            if (mode.IsClustered)
            {
                JoinCluster(silo, builder.Configuration);
            }
            else
            {
                silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, null, ClusterName, ClusterName);
            }
        });
    }

    private static void JoinCluster(ISiloBuilder silo, ConfigurationManager configuration)
    {
        var endpoint = configuration.Options<Membership.EndpointOptions>("Endpoint");
        var database = configuration[SiloMode.Database]!;
        silo.UsePostgresClustering(database, ClusterName, configuration.Options<MembershipSettings>("Membership"));
        silo.UsePostgresGrainDirectory(database);
        silo.Services.AddSingleton<IGrainDirectoryResolver, WherePartitionsBelong>();
        silo.Services.AddSingleton<IGrainDirectoryResolver, BesidePartitions>();
        silo.Services.AddHostedService<PartitionMoves>();
        var port = endpoint.Port == 0 ? FreePort() : endpoint.Port;
        silo.Configure<Orleans.Configuration.EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = endpoint.Advertise();
            options.SiloPort = port;
            options.GatewayPort = 0;
            options.SiloListeningEndpoint = new IPEndPoint(endpoint.Listen(), port);
        });
        if (endpoint.CertificatePath.Length > 0)
        {
            silo.UseSiloTls(new SiloCertificates(
                endpoint.CertificatePath, endpoint.CertificateKeyPath, endpoint.AuthorityPath));
        }
    }

    // Nobody but this process ever connects to it.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
