using Tripline.Streams.Log;

namespace Tripline.Silo.Composition;

/// <summary>Adds the tick log that the plan chose.</summary>
internal static class TickLogComposition
{
    public static void AddTickLog(this WebApplicationBuilder builder, SiloPlan plan)
    {
        var services = builder.Services;
        if (plan.Streams is StreamsChoice.Kafka)
        {
            throw new InvalidOperationException("Streams kafka is not there yet.");
        }

        var log = builder.Configuration.Options<TickLogOptions>("Log");
        log.Path = Path.Combine(builder.Configuration.DataPath(), "ticks");
        services.AddSingleton(log);
        services.AddSingleton<ITickLog, EmbeddedTickLog>();
    }
}
