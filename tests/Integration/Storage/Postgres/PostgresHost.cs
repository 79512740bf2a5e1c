using Orleans.Storage;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Postgres;
using Tripline.Storage.Triggers;
using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>The PostgreSQL storage for the contract's tests.</summary>
internal sealed class PostgresHost : IStorageHost
{
    private readonly string _database;
    private PostgresStorage _storage;

    private PostgresHost(string database, PostgresStorage storage)
    {
        _database = database;
        _storage = storage;
    }

    public IGrainStorage Grains => _storage.Grains;

    public ICheckpointStore Checkpoints => _storage.Checkpoints;

    public ITriggerHistory Triggers => _storage.Triggers;

    public ICandleHistory Candles => _storage.Candles;

    public IAlertIndex Alerts => _storage.Alerts;

    public static async Task<IStorageHost> StartAsync(SharedPostgres postgres)
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        return new PostgresHost(database, await StorageOnPostgres.OpenAsync(database));
    }

    public async Task RestartAsync()
    {
        await _storage.DisposeAsync();
        _storage = await StorageOnPostgres.OpenAsync(_database);
    }

    public ValueTask DisposeAsync() => _storage.DisposeAsync();
}
