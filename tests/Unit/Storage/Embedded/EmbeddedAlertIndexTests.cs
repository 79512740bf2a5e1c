using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Storage.Embedded;

public sealed class EmbeddedAlertIndexTests : AlertIndexContract
{
    protected override Task<IStorageHost> StartAsync() => EmbeddedHost.StartAsync();
}
