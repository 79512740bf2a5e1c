using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Silos;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Postgres;

/// <summary>Everything that Tripline stores, in one PostgreSQL database whose schema is up to date.</summary>
public sealed class PostgresStorage : IAsyncDisposable
{
    private static readonly TimeSpan HealthBound = TimeSpan.FromSeconds(2);

    private readonly PostgresDatabase _database;
    private readonly PostgresGrainStorage _grains;
    private readonly PostgresCheckpointStore _checkpoints;
    private readonly PostgresTriggerHistory _triggers;
    private readonly PostgresAlertIndex _alerts;
    private readonly PostgresSiloDirectory _directory;
    private readonly HistoryPartitions _history;
    private readonly RetentionLoop _retention;

    private PostgresStorage(
        PostgresOptions options, PartitionFence fence, TimeProvider time, ILogger<PostgresStorage> logger)
    {
        _database = new PostgresDatabase(options, time);
        _history = new HistoryPartitions(_database);
        _grains = new PostgresGrainStorage(_database, fence, Json());
        _checkpoints = new PostgresCheckpointStore(_database, fence, _history);
        _triggers = new PostgresTriggerHistory(_database, fence, _history);
        _alerts = new PostgresAlertIndex(_database);
        Candles = new PostgresCandleHistory(_database);
        _directory = new PostgresSiloDirectory(_database);
        _retention = new RetentionLoop(_database, _history, logger);
    }

    /// <summary>Grain states.</summary>
    public IGrainStorage Grains => _grains;

    /// <summary>Checkpoints and the arming journal.</summary>
    public ICheckpointStore Checkpoints => _checkpoints;

    /// <summary>Triggers and inboxes.</summary>
    public ITriggerHistory Triggers => _triggers;

    /// <summary>Closed candles.</summary>
    public ICandleHistory Candles { get; }

    /// <summary>The alerts that exist.</summary>
    public IAlertIndex Alerts => _alerts;

    /// <summary>Which silos there are, and who owns the partitions.</summary>
    public ISiloDirectory Directory => _directory;

    /// <summary>Opens it; its schema is brought up to date, or found to be.</summary>
    /// <param name="options">How to use the database.</param>
    /// <param name="fence">What this silo owns; <see cref="PartitionFence.Single"/> for one that runs alone.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggerFactory">Hears of migrations and of retention.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="Migrations.MigrationException">The database is newer than the program, does not fit it, or is
    /// older and must not be migrated.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be used.</exception>
    public static async Task<PostgresStorage> OpenAsync(
        PostgresOptions options,
        PartitionFence fence,
        TimeProvider time,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        var logger = loggerFactory.CreateLogger<PostgresStorage>();
        if (options.MigrateAtStart)
        {
            var report = await PostgresMigrator.MigrateAsync(options, time, cancellationToken);
            foreach (var step in report.Applied)
            {
                PostgresLog.Migrated(logger, step.Version, step.Name);
            }
        }
        else
        {
            await PostgresMigrator.CheckAsync(options, time, cancellationToken);
        }

        return new PostgresStorage(options, fence, time, logger);
    }

    /// <summary>Asks the server whether it takes writes; answers within two seconds, or four where the server has
    /// frozen.</summary>
    public async Task<PostgresHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isReadOnly = await _database.ReadAsync(
                async (connection, token) =>
                {
                    await using var command = connection.Command(
                        "select current_setting('transaction_read_only')::boolean");
                    return (bool)(await command.ExecuteScalarAsync(token))!;
                },
                HealthBound,
                cancellationToken);
            return isReadOnly
                ? new PostgresHealth(false, $"PostgreSQL at {_database.Server} is read-only")
                : new PostgresHealth(true, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new PostgresHealth(false, error.Message);
        }
    }

    /// <summary>Drops the history that is beyond its retention now, which otherwise happens by itself every
    /// <see cref="PostgresOptions.RetentionInterval"/>. Returns how many partitions went.</summary>
    public Task<long> DropOldHistoryAsync(
        CancellationToken cancellationToken) => _history.DropOldAsync(cancellationToken);

    /// <summary>Stores what waits to be stored, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _retention.DisposeAsync();
        await _grains.DisposeAsync();
        await _checkpoints.DisposeAsync();
        await _triggers.DisposeAsync();
        await _alerts.DisposeAsync();
        await _directory.DisposeAsync();
        await _database.DisposeAsync();
    }

    // As in the embedded storage.
    private static JsonSerializerOptions Json() => new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };
}
