using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded.Alerts;
using Tripline.Storage.Embedded.Candles;
using Tripline.Storage.Embedded.Checkpoints;
using Tripline.Storage.Embedded.Grains;
using Tripline.Storage.Embedded.Log;
using Tripline.Storage.Embedded.Triggers;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Embedded;

/// <summary>The storage of a silo without a server: everything in one log-structured store in the data folder, which it
/// keeps locked while it is open.</summary>
public sealed class EmbeddedStorage : IStorageHealth, IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly LogStore _store;

    private EmbeddedStorage(DataFolder folder, LogStore store, EmbeddedStorageOptions options)
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

    /// <summary>Sizes of the store as of now.</summary>
    public StorageSize Size =>
        new(_store.Count, _store.IndexBytes, _store.State.LiveBytes, _store.State.Tail - _store.State.Begin);

    /// <summary>Locks the data folder and opens its store, reading its log once: about a second for some million
    /// keys.</summary>
    /// <exception cref="IOException">The folder is in use, of a newer format, or cannot be read or written; the message
    /// says what to do.</exception>
    public static async Task<EmbeddedStorage> OpenAsync(
        EmbeddedStorageOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        var folder = DataFolder.Open(options.DataPath);
        try
        {
            var log = new LogOptions(
                CompactionFloorBytes: options.CompactionFloorBytes, ProbeInterval: options.ProbeInterval);
            var store = await LogStore.OpenAsync(
                Path.Combine(Path.GetFullPath(options.DataPath), "store"), log, timeProvider, loggerFactory.CreateLogger<EmbeddedStorage>());
            return new EmbeddedStorage(folder, store, options);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Finishes the writes that were begun and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
