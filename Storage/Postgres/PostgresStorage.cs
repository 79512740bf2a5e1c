using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Silos;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Postgres;

/// <summary>Everything that Tripline stores, in one PostgreSQL database whose schema is up to date.</summary>
public sealed class PostgresStorage : IStorageHealth, IAsyncDisposable
{
    private static readonly TimeSpan HealthBound = TimeSpan.FromSeconds(2);

    private readonly PostgresDatabase _database;
    private readonly GroupCommit<PendingWrite> _writes;
    private readonly PostgresGrainStorage _grains;
    private readonly PostgresTriggerHistory _triggers;
    private readonly PostgresSiloDirectory _directory;
    private readonly HistoryPartitions _history;
    private readonly RetentionLoop _retention;
    private readonly HealthLoop _health;
    private int _isDisposed;

    private PostgresStorage(
        PostgresOptions options, PartitionFence fence, TimeProvider time, ILogger<PostgresStorage> logger)
    {
        _database = new PostgresDatabase(options, time);
        _history = new HistoryPartitions(_database);
        _writes = new GroupCommit<PendingWrite>(_database, new StateWrites());
        _grains = new PostgresGrainStorage(_database, _writes, StateJson.Options);
        Checkpoints = new PostgresCheckpointStore(_database, fence, _history, _writes);
        _triggers = new PostgresTriggerHistory(_database, _history);
        Alerts = new PostgresAlertIndex(_database, _writes);
        Candles = new PostgresCandleHistory(_database);
        _directory = new PostgresSiloDirectory(_database);
        _retention = new RetentionLoop(_database, _history, logger);
        _health = new HealthLoop(CheckAsync, time);
    }

    /// <summary>Host, port and database, for messages.</summary>
    public string Server => _database.Server;

    /// <summary>Whether the server took writes when it was asked last, some seconds ago at most.</summary>
    public StorageHealth Health => _health.Health;

    /// <summary>Grain states.</summary>
    public IGrainStorage Grains => _grains;

    /// <summary>Checkpoints and the arming journal.</summary>
    public ICheckpointStore Checkpoints { get; }

    /// <summary>Triggers and inboxes.</summary>
    public ITriggerHistory Triggers => _triggers;

    /// <summary>Closed candles.</summary>
    public ICandleHistory Candles { get; }

    /// <summary>The alerts that exist.</summary>
    public IAlertIndex Alerts { get; }

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
        await PostgresMigrator.ReachAsync(options, time, cancellationToken);
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
    public async Task<StorageHealth> CheckAsync(CancellationToken cancellationToken)
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
                ? Unhealthy($"PostgreSQL at {Server} is read-only: connect to the primary server")
                : new StorageHealth(true, null, _database.Time.GetUtcNow());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Unhealthy(error.Message);
        }
    }

    /// <summary>Drops the history that is beyond its retention now, which otherwise happens by itself every
    /// <see cref="PostgresOptions.RetentionInterval"/>. Returns how many partitions went.</summary>
    public Task<long> DropOldHistoryAsync(
        CancellationToken cancellationToken) => _history.DropOldAsync(cancellationToken);

    /// <summary>Stores what waits to be stored, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        // A container disposes a service once for each name that it was resolved by.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _health.DisposeAsync();
        await _retention.DisposeAsync();
        await _grains.DisposeAsync();
        await _writes.DisposeAsync();
        await _triggers.DisposeAsync();
        await _directory.DisposeAsync();
        await _database.DisposeAsync();
    }

    private StorageHealth Unhealthy(string reason) => new(false, reason, _database.Time.GetUtcNow());
}
