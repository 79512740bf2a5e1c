using Tripline.Grains.Partitions;
using Tripline.Silo.Cluster;
using Tripline.Silo.Membership;
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
        services.AddSingleton(builder.Configuration.Options<TickOptions>(TickOptions.Section));
        services.AddSingleton(new MarketRules(
            builder.Configuration.GetSection("Markets").Get<Dictionary<string, MarketOptions>>() ?? []));
        if (mode.IsClustered)
        {
            services.AddSingleton(builder.Configuration.Options<KafkaOptions>(SiloMode.KafkaSection));
            services.AddSingleton<EndOfSilo>();
            services.AddSingleton(static provider =>
            {
                var log = ActivatorUtilities.CreateInstance<KafkaTickLog>(provider);
                var end = provider.GetRequiredService<EndOfSilo>();
                log.OnLost = reason => end.OnFatalException(
                    context: $"No Kafka client of this process finds its brokers, although they take connections: {reason}");
                return log;
            });
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
