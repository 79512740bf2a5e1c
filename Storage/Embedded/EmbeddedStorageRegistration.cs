using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Embedded;

/// <summary>Adds the embedded storage to a host.</summary>
public static class EmbeddedStorageRegistration
{
    /// <summary>Adds <see cref="EmbeddedStorage"/> and the interfaces that it implements. It is opened when one of them is
    /// first asked for, which takes as long as <see cref="EmbeddedStorage.OpenAsync"/>, and closed with the host, which
    /// must be disposed asynchronously.</summary>
    public static IServiceCollection AddEmbeddedStorage(
        this IServiceCollection services, Action<EmbeddedStorageOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = new EmbeddedStorageOptions();
            configure?.Invoke(options);
            return EmbeddedStorage.OpenAsync(
                    options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>())
                .GetAwaiter().GetResult();
        });
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Checkpoints);
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Triggers);
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Candles);
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedStorage>().Alerts);
        services.AddSingleton<IStorageHealth>(provider => provider.GetRequiredService<EmbeddedStorage>());
        return services;
    }
}
