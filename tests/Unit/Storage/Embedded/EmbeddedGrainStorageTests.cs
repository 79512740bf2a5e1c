using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Storage.Embedded;

public sealed class EmbeddedGrainStorageTests : GrainStorageContract
{
    protected override Task<IStorageHost> StartAsync() => EmbeddedHost.StartAsync();
}
