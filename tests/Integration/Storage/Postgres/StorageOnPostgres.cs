using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage;
using Tripline.Storage.Postgres;

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>Opens storages as tests need them.</summary>
internal static class StorageOnPostgres
{
    /// <summary>A storage on a migrated database.</summary>
    public static Task<PostgresStorage> OpenAsync(
        string connectionString,
        PartitionFence? fence = null,
        Func<PostgresOptions, PostgresOptions>? configure = null,
        TimeProvider? time = null)
    {
        var options = new PostgresOptions { ConnectionString = connectionString };
        return PostgresStorage.OpenAsync(
            configure?.Invoke(options) ?? options,
            fence ?? PartitionFence.Single,
            time ?? TimeProvider.System,
            NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken);
    }
}
