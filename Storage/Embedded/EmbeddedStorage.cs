using Microsoft.Extensions.Logging;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded.Alerts;
using Tripline.Storage.Embedded.Candles;
using Tripline.Storage.Embedded.Checkpoints;
using Tripline.Storage.Embedded.Grains;
using Tripline.Storage.Embedded.Store;
using Tripline.Storage.Embedded.Triggers;
using Tripline.Storage.Embedded.Version1;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Embedded;

/// <summary>The storage of a silo without a server: everything in one RocksDB database in the data folder, which it
/// keeps locked while it is open.</summary>
public sealed class EmbeddedStorage : IStorageHealth, IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly RocksStore _store;

    private EmbeddedStorage(DataFolder folder, RocksStore store, EmbeddedStorageOptions options)
    {
        _folder = folder;
        _store = store;
        Grains = new EmbeddedGrainStorage(store, StateJson.Options);
        var candles = new CandleBook(store, new Dictionary<int, TimeSpan>(options.CandleRetention));
        Candles = candles;
        Checkpoints = new EmbeddedCheckpointStore(store, candles);
        Triggers = new EmbeddedTriggerHistory(store, options.MaxTriggersPerUser);
        Alerts = new EmbeddedAlertIndex(store);
    }

    /// <summary>Grain states.</summary>
    public IGrainStorage Grains { get; }

    /// <summary>Checkpoints and arming journals.</summary>
    public ICheckpointStore Checkpoints { get; }

    /// <summary>Triggers.</summary>
    public ITriggerHistory Triggers { get; }

    /// <summary>Closed candles.</summary>
    public ICandleHistory Candles { get; }

    /// <summary>Which alerts there are.</summary>
    public IAlertIndex Alerts { get; }

    /// <summary>Whether writes succeed.</summary>
    public StorageHealth Health => _store.Health;

    /// <summary>Locks the data folder and opens its store; a store of an older version is converted first.</summary>
    /// <exception cref="IOException">The folder is in use, of a newer format, or cannot be read or written; the message
    /// says what to do.</exception>
    public static async Task<EmbeddedStorage> OpenAsync(
        EmbeddedStorageOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        var folder = DataFolder.Open(options.DataPath);
        try
        {
            var logger = loggerFactory.CreateLogger<EmbeddedStorage>();
            var path = Path.GetFullPath(options.DataPath);
            var database = Path.Combine(path, "database");
            await Task.Run(() => Version1Conversion.Run(path, database, logger));
            var store = await RocksStore.OpenAsync(database, options.ProbeInterval, timeProvider, logger);
            return new EmbeddedStorage(folder, store, options);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Counts all keys by reading them.</summary>
    internal long CountKeys() => _store.CountKeys();

    /// <summary>Finishes the writes that were begun and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
