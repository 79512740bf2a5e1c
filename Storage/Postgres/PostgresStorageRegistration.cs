using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Postgres;

/// <summary>Adds the PostgreSQL storage to a host.</summary>
public static class PostgresStorageRegistration
{
    /// <summary>Adds <see cref="PostgresStorage"/> and the interfaces that it implements. It is opened when one of them
    /// is first asked for, which takes as long as <see cref="PostgresStorage.OpenAsync"/>, and closed with the host,
    /// which must be disposed asynchronously. A <see cref="PartitionFence"/> that is not registered before is
    /// <see cref="PartitionFence.Single"/>.</summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, PostgresOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(PartitionFence.Single);
        services.AddSingleton(provider => PostgresStorage.OpenAsync(
                options,
                provider.GetRequiredService<PartitionFence>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>(),
                CancellationToken.None)
            .GetAwaiter().GetResult());
        services.AddSingleton(provider => provider.GetRequiredService<PostgresStorage>().Checkpoints);
        services.AddSingleton(provider => provider.GetRequiredService<PostgresStorage>().Triggers);
        services.AddSingleton(provider => provider.GetRequiredService<PostgresStorage>().Candles);
        services.AddSingleton(provider => provider.GetRequiredService<PostgresStorage>().Alerts);
        services.AddSingleton(provider => provider.GetRequiredService<PostgresStorage>().Directory);
        services.AddSingleton<IStorageHealth>(provider => provider.GetRequiredService<PostgresStorage>());
        return services;
    }
}
