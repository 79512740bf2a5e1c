using Tripline.Silo.Bridge;
using Tripline.Sources;
using Tripline.Streams;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Composition;

/// <summary>Adds the way into the tick log, the pumps out of it, and the bridge that connects them to the grains.
/// </summary>
internal static class PumpComposition
{
    public static void AddPumps(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Options<PumpOptions>("Pump"));
        services.AddSingleton<PumpServices>();
        services.AddSingleton<PumpHost>();
        services.AddSingleton<ISourceSequences>(provider => provider.GetRequiredService<PumpHost>());
        services.AddSingleton<ITickAppender, TickAppender>();
        services.AddSingleton<ITickSink>(provider => provider.GetRequiredService<ITickAppender>());
        services.AddSingleton<GrainPartitionConsumer>();
        services.AddSingleton<IPartitionConsumer>(provider => provider.GetRequiredService<GrainPartitionConsumer>());
        services.AddSingleton<ISymbolActivity>(provider => provider.GetRequiredService<GrainPartitionConsumer>());
    }
}
