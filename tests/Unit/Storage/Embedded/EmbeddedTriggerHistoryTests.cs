using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Storage.Embedded;

public sealed class EmbeddedTriggerHistoryTests : TriggerHistoryContract
{
    protected override Task<IStorageHost> StartAsync() => EmbeddedHost.StartAsync();
}
