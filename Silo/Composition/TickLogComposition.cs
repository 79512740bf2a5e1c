using Tripline.Silo.Bridge;
using Tripline.Sources;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Composition;

/// <summary>Adds the tick log, the pumps and the bridge that connects them to the grains.</summary>
internal static class TickLogComposition
{
    public static void AddTickLog(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var log = builder.Configuration.Options<TickLogOptions>("Log");
        log.Path = Path.Combine(builder.Configuration.DataPath(), "ticks");
        services.AddSingleton(log);
        services.AddSingleton(builder.Configuration.Options<PumpOptions>("Pump"));
        services.AddSingleton<ITickLog, EmbeddedTickLog>();
        services.AddSingleton<PumpServices>();
        services.AddSingleton<PumpHost>();
        services.AddSingleton<ISourceSequences>(provider => provider.GetRequiredService<PumpHost>());
        services.AddSingleton<ITickAppender, TickAppender>();
        services.AddSingleton<ITickSink>(provider => provider.GetRequiredService<ITickAppender>());
        services.AddSingleton<GrainPartitionConsumer>();
        services.AddSingleton<IPartitionConsumer>(provider => provider.GetRequiredService<GrainPartitionConsumer>());
        services.AddSingleton<ISymbolActivity>(provider => provider.GetRequiredService<GrainPartitionConsumer>());
        services.AddHostedService<SiloLifetime>();
    }
}
