using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;
using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Storage.Embedded;

/// <summary>The embedded storage for the contract's tests.</summary>
internal sealed class EmbeddedHost : IStorageHost
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedStorage _storage = null!;

    public IGrainStorage Grains => _storage.Grains;

    public ICheckpointStore Checkpoints => _storage.Checkpoints;

    public ITriggerHistory Triggers => _storage.Triggers;

    public ICandleHistory Candles => _storage.Candles;

    public IAlertIndex Alerts => _storage.Alerts;

    public static async Task<IStorageHost> StartAsync()
    {
        var host = new EmbeddedHost();
        await host.OpenAsync();
        return host;
    }

    public async Task RestartAsync()
    {
        // Closing writes nothing that a crash would miss; the crash tests show that.
        await _storage.DisposeAsync();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync() => _storage = await EmbeddedStorage.OpenAsync(
        new EmbeddedStorageOptions { DataPath = _folder.Path }, TimeProvider.System, NullLoggerFactory.Instance);
}
