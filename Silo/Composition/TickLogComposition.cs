using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Streams.Ownership;

namespace Tripline.Silo.Composition;

/// <summary>Adds the tick log, and with it who gives the partitions to silos.</summary>
internal static class TickLogComposition
{
    public static void AddTickLog(this WebApplicationBuilder builder, SiloMode mode)
    {
        var services = builder.Services;
        if (mode.IsClustered)
        {
            services.AddSingleton(builder.Configuration.Options<KafkaOptions>(SiloMode.KafkaSection));
            services.AddSingleton<KafkaTickLog>();
            services.AddSingleton<ITickLog>(provider => provider.GetRequiredService<KafkaTickLog>());
            services.AddSingleton<IPartitionGroup, KafkaPartitionGroup>();
            return;
        }

        var log = builder.Configuration.Options<TickLogOptions>("Log");
        log.Path = Path.Combine(builder.Configuration.DataPath(), "ticks");
        services.AddSingleton(log);
        services.AddSingleton<ITickLog, EmbeddedTickLog>();
        services.AddSingleton<IPartitionGroup>(
            provider => new WholeGroup(provider.GetRequiredService<ITickLog>().PartitionCount));
    }
}
