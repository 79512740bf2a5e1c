using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Storage.Embedded;

public sealed class EmbeddedCandleHistoryTests : CandleHistoryContract
{
    protected override Task<IStorageHost> StartAsync() => EmbeddedHost.StartAsync();
}
