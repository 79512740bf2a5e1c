using System.Security.Cryptography;
using Tripline.Grains.Partitions;
using Tripline.Silo.Cluster;
using Tripline.Storage;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Silos;
using Tripline.Streams;
using Tripline.Streams.Log;

namespace Tripline.Silo.Composition;

/// <summary>Adds what decides whose writes count. In a data folder all are this silo's; in PostgreSQL another silo may
/// take a partition.</summary>
internal static class TenureComposition
{
    /// <summary>Adds the tenures, and in PostgreSQL the fence that the storage asks.</summary>
    public static void AddTenures(this WebApplicationBuilder builder, SiloMode mode)
    {
        var services = builder.Services;
        if (!mode.UsesPostgres)
        {
            services.AddSingleton<IPartitionTenures, SoleTenures>();
            return;
        }

        services.AddSingleton(NewFence);
        services.AddSingleton(provider =>
        {
            var fence = provider.GetRequiredService<PartitionFence>();
            var tenures = new PostgresTenures(
                provider.GetRequiredService<ISiloDirectory>(), NewSiloId(), fence, mode.IsClustered);
            fence.OnRefused(tenures.Refused);
            return tenures;
        });
        services.AddSingleton<IPartitionTenures>(provider => provider.GetRequiredService<PostgresTenures>());
        services.AddHostedService(provider => new SharedStateCheck(
            provider.GetRequiredService<ISiloDirectory>(),
            provider.GetRequiredService<ICheckpointStore>(),
            provider.GetRequiredService<ITickLog>(),
            isLogOwn: !mode.IsClustered));
        if (!mode.IsClustered)
        {
            services.AddHostedService<TakeoverWatch>();
        }
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
}
