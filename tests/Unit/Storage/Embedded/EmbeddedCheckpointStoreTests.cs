using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Storage.Embedded;

public sealed class EmbeddedCheckpointStoreTests : CheckpointStoreContract
{
    protected override Task<IStorageHost> StartAsync() => EmbeddedHost.StartAsync();
}
