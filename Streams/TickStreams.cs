using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tripline.Sources;
using Tripline.Streams.Log;
using Tripline.Streams.Pump;

namespace Tripline.Streams;

/// <summary>Puts the embedded tick log, its appender and the pumps together.</summary>
public static class TickStreams
{
    /// <summary>Registers <see cref="ITickLog"/>, <see cref="ITickSink"/>, <see cref="ITickAppender"/> and
    /// <see cref="PumpHost"/>. The caller registers an <see cref="IPartitionConsumer"/>, an
    /// <see cref="Storage.Checkpoints.ICheckpointStore"/> and a <see cref="TimeProvider"/>, may configure
    /// <see cref="TickLogOptions"/> and <see cref="PumpOptions"/>, and starts and stops the host: it is not registered
    /// as a hosted service, because what it delivers to must be up before it.</summary>
    public static IServiceCollection AddEmbeddedTickStreams(this IServiceCollection services)
    {
        services.AddOptions<TickLogOptions>();
        services.AddOptions<PumpOptions>();
        services.AddSingleton<ITickLog>(provider => new EmbeddedTickLog(
            provider.GetRequiredService<IOptions<TickLogOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedTickLog>>()));
        services.AddSingleton(provider => new PumpServices(
            provider.GetRequiredService<ITickLog>(),
            provider.GetRequiredService<IPartitionConsumer>(),
            provider.GetRequiredService<Storage.Checkpoints.ICheckpointStore>(),
            provider.GetRequiredService<IOptions<PumpOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PartitionPump>>()));
        services.AddSingleton<PumpHost>();
        services.AddSingleton<ISourceSequences>(provider => provider.GetRequiredService<PumpHost>());
        services.AddSingleton<ITickAppender, TickAppender>();
        services.AddSingleton<ITickSink>(provider => provider.GetRequiredService<ITickAppender>());
        return services;
    }
}
