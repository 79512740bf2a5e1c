using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Tripline.Grains;
using Tripline.Grains.Partitions;
using Tripline.Grains.Symbols;
using Tripline.Grains.Users;
using Tripline.Silo.Composition;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Grains.Support;

/// <summary>The product's grains, the stream of ticks and what both work with, as the silo composes them. Storage, tick
/// log, feeds and tenures are the caller's.</summary>
internal static class ProductGrains
{
    public static ISiloBuilder AddProductGrains(
        this ISiloBuilder silo,
        IGrainStorage states,
        SymbolOptions symbols,
        UserOptions users,
        PartitionOptions partitions,
        TickStreamOptions runs)
    {
        silo.ConfigureLogging(static logging => logging.ClearProviders());
        silo.Services
            .AddSingleton(symbols)
            .AddSingleton(users)
            .AddSingleton(partitions)
            .AddSingleton(runs)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<LocalSymbols>()
            .AddSingleton<InboxAppends>()
            .AddSingleton<LocalPartitions>()
            .AddSingleton<PartitionServices>()
            .AddSingleton<ISymbolActivity>(provider => provider.GetRequiredService<LocalPartitions>())
            .AddSingleton<ISourceSequences>(provider => provider.GetRequiredService<LocalPartitions>())
            .AddSingleton<IPartitionPlacement>(
                provider => new PartitionPlacement(() => provider.GetRequiredService<ITickLog>().PartitionCount))
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PartitionsLeave>();
        silo.Services.AddSingleton<ClusterMembers>();
        silo.Services.AddPlacementDirector<PartitionPlacementStrategy, PartitionPlacementDirector>();
        silo.Services.AddPlacementDirector<SymbolPlacementStrategy, PartitionPlacementDirector>();
        silo.Services.AddGrainStorage(StateStorage.HotPath, (_, _) => states);
        silo.Services.AddGrainStorage("Default", (_, _) => states);
        return silo.AddTickStreams();
    }
}
