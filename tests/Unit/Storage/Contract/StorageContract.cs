namespace Tripline.Tests.Storage.Contract;

/// <summary>What every implementation of the storage must do; a class a storage and interface derives from one of
/// these.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IStorageHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IStorageHost> StartAsync();
}
