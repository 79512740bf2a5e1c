using Tripline.Grains.Partitions;
using Tripline.Silo.Cluster;
using Tripline.Sources;
using Tripline.Streams;
using Tripline.Streams.Kafka;
using Tripline.Streams.Log;

namespace Tripline.Silo.Composition;

/// <summary>Adds the tick log and the way into it.</summary>
internal static class TickLogComposition
{
    /// <summary>Adds the log.</summary>
    public static void AddTickLog(this WebApplicationBuilder builder, SiloMode mode)
    {
        var services = builder.Services;
        if (mode.IsClustered)
        {
            services.AddSingleton(builder.Configuration.Options<KafkaOptions>(SiloMode.KafkaSection));
            services.AddSingleton<KafkaTickLog>();
            services.AddSingleton<ITickLog>(provider => provider.GetRequiredService<KafkaTickLog>());
            return;
        }

        var log = builder.Configuration.Options<TickLogOptions>("Log");
        log.Path = Path.Combine(builder.Configuration.DataPath(), "ticks");
        services.AddSingleton(log);
        services.AddSingleton<ITickLog, EmbeddedTickLog>();
    }

    /// <summary>Adds the way into the log.</summary>
    public static void AddAppender(this WebApplicationBuilder builder, SiloMode mode)
    {
        var services = builder.Services;
        services.AddSingleton<TickAppender>();
        services.AddSingleton<ITickAppender>(provider => mode is { IsClustered: false, UsesPostgres: true }
            ? new OwnersIntake(
                provider.GetRequiredService<TickAppender>(), provider.GetRequiredService<IPartitionTenures>())
            : provider.GetRequiredService<TickAppender>());
        services.AddSingleton<ITickSink>(provider => provider.GetRequiredService<ITickAppender>());
    }
}
