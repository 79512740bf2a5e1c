using Microsoft.Extensions.DependencyInjection;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Storage.Embedded;

public sealed class EmbeddedStorageRegistrationTests
{
    [Fact]
    public async Task AddEmbeddedStorage_EveryInterface_ComesFromOneOpenStore()
    {
        using var folder = new TemporaryFolder();
        var services = new ServiceCollection().AddLogging().AddEmbeddedStorage(options => options.DataPath = folder.Path);
        await using (var provider = services.BuildServiceProvider())
        {
            var storage = provider.GetRequiredService<EmbeddedStorage>();
            Assert.Same(storage.Checkpoints, provider.GetRequiredService<ICheckpointStore>());
            Assert.Same(storage.Triggers, provider.GetRequiredService<ITriggerHistory>());
            Assert.Same(storage.Candles, provider.GetRequiredService<ICandleHistory>());
            Assert.Same(storage.Alerts, provider.GetRequiredService<IAlertIndex>());
            Assert.Throws<IOException>(() => DataFolderLock.Acquire(folder.Path));
        }

        DataFolderLock.Acquire(folder.Path).Dispose();
    }
}
