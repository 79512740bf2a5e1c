using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tripline.Sources.Replay;
using Tripline.Sources.Simulation;

namespace Tripline.Sources;

/// <summary>Adds the source that the configuration asks for.</summary>
public static class SourceRegistration
{
    /// <summary>Reads <c>Source</c> (<c>simulator</c>, the default, <c>replay</c> or <c>none</c>) and its section, and
    /// adds the source and a hosted service that runs it. Needs an <see cref="ITickSink"/>; hosted services that were
    /// added before start before.</summary>
    /// <exception cref="OptionsValidationException">An option is wrong; the message says which and what to give.
    /// </exception>
    public static IServiceCollection AddTriplineSources(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SourceRunner>();
        services.AddHostedService<SourceService>();
        var name = configuration["Source"] ?? "simulator";
        return name.ToLowerInvariant() switch
        {
            "none" => services,
            "simulator" => services.AddSimulator(configuration.GetSection("Simulator")),
            "replay" => services.AddReplay(configuration.GetSection("Replay")),
            _ => throw new OptionsValidationException(
                "Source", typeof(string), [$"Source is '{name}'; choose simulator, replay or none."]),
        };
    }

    private static IServiceCollection AddSimulator(this IServiceCollection services, IConfigurationSection section)
    {
        var options = Bind<SimulatorOptions>(section);
        Check(section.Key, options.Validate(), options);
        return services.AddSingleton<ITickSource>(provider => new SimulatorSource(
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SimulatorSource>>()));
    }

    private static IServiceCollection AddReplay(this IServiceCollection services, IConfigurationSection section)
    {
        var options = Bind<ReplayOptions>(section);
        Check(section.Key, options.Validate(), options);
        return services.AddSingleton<ITickSource>(provider => new ReplaySource(
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ReplaySource>>(),
            provider.GetService<TickOptions>(),
            provider.GetService<MarketRules>()));
    }

    private static T Bind<T>(IConfigurationSection section)
        where T : new()
    {
        try
        {
            var options = new T();
            section.Bind(options);
            return options;
        }
        catch (InvalidOperationException fault)
        {
            throw new OptionsValidationException(
                section.Key, typeof(T), [$"{fault.Message} {fault.InnerException?.Message}".Trim()]);
        }
    }

    private static void Check(string name, IReadOnlyList<string> faults, object options)
    {
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(name, options.GetType(), faults);
        }
    }
}
