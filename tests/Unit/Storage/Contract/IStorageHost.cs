using Orleans.Storage;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Storage.Contract;

/// <summary>An implementation of the storage interfaces under test, empty at first, removed with all its data in the
/// end.</summary>
public interface IStorageHost : IAsyncDisposable
{
    IGrainStorage Grains { get; }

    ICheckpointStore Checkpoints { get; }

    ITriggerHistory Triggers { get; }

    ICandleHistory Candles { get; }

    IAlertIndex Alerts { get; }

    /// <summary>Ends the storage as a crash would and opens it on the same data.</summary>
    Task RestartAsync();
}
