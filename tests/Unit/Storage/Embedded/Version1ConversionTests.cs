using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Storage.Embedded;

/// <summary>The fixture is the log of a store that the last build with format 1 wrote: alerts added and removed, triggers,
/// two journal entries, a checkpoint that covers the first of them, and a later position.</summary>
public sealed class Version1ConversionTests : IDisposable
{
    private static readonly Guid Kept = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Gone = new("22222222-2222-2222-2222-222222222222");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FolderOfFormat1_HoldsAllAndStaysConverted()
    {
        WriteOldFolder(withFormat: true);
        await AssertHoldsAllAsync();
        Assert.False(Directory.Exists(At("store")));
        Assert.Contains("2", await File.ReadAllTextAsync(At("format.json"), Cancel), StringComparison.Ordinal);
        await AssertHoldsAllAsync();
    }

    [Fact]
    public async Task Open_OldStoreWithoutFormatFile_IsConverted()
    {
        WriteOldFolder(withFormat: false);
        await AssertHoldsAllAsync();
        Assert.False(Directory.Exists(At("store")));
    }

    [Fact]
    public async Task Open_KilledWhileConverting_BeginsAgain()
    {
        WriteOldFolder(withFormat: true);
        Directory.CreateDirectory(At("database.converting"));
        await File.WriteAllTextAsync(Path.Combine(At("database.converting"), "CURRENT"), "half", Cancel);
        await AssertHoldsAllAsync();
        Assert.False(Directory.Exists(At("database.converting")));
    }

    [Fact]
    public async Task Open_KilledBetweenSwitchAndRemoval_KeepsTheNewStore()
    {
        await using (var storage = await OpenAsync())
        {
            await storage.Alerts.AddAsync("bob", Gone, "DIA", Cancel);
        }

        WriteOldFolder(withFormat: true);
        await using var again = await OpenAsync();
        Assert.Equal("DIA", await again.Alerts.FindSymbolAsync(Gone, Cancel));
        Assert.Null(await again.Alerts.FindSymbolAsync(Kept, Cancel));
        Assert.False(Directory.Exists(At("store")));
    }

    private async Task AssertHoldsAllAsync()
    {
        await using var storage = await OpenAsync();
        Assert.Equal("SPY", await storage.Alerts.FindSymbolAsync(Kept, Cancel));
        Assert.Null(await storage.Alerts.FindSymbolAsync(Gone, Cancel));
        Assert.Equal(1, await storage.Alerts.CountAsync("ann", Cancel));

        var triggers = await storage.Triggers.ReadAsync(new TriggerQuery("ann", 0, 10), Cancel);
        Assert.Equal([168.25, 169.5], triggers.Select(t => t.Price));
        Assert.Equal(["a name", null], triggers.Select(t => t.Name));
        Assert.Equal(new TriggerMark("SPY", 78, 5), await storage.Triggers.ReadMarkAsync("ann", "SPY", Cancel));

        var partition = await storage.Checkpoints.ReadPartitionAsync(2, Cancel);
        Assert.Equal(704, partition!.NextOffset);
        Assert.Equal(80, partition.SourceSequences["sim"]);
        var symbol = await storage.Checkpoints.ReadSymbolAsync("SPY", Cancel);
        Assert.Equal([9, 8, 7], symbol!.Core.ToArray());
        Assert.Equal([4, 5], Assert.Single(symbol.RulePages).Bytes.ToArray());
        var arming = Assert.Single(await storage.Checkpoints.ReadArmingsAsync("SPY", 0, Cancel));
        Assert.Equal((2, 20), (arming.Sequence, arming.AfterPosition));
        Assert.Equal(1.5, Assert.Single(await storage.Candles.ReadAsync("SPY", 60, 0, long.MaxValue, 10, Cancel)).Close);
    }

    private void WriteOldFolder(bool withFormat)
    {
        Directory.CreateDirectory(At("store"));
        using var fixture = typeof(Version1ConversionTests).Assembly.GetManifestResourceStream("store-version-1.gz")!;
        using var unpacked = new GZipStream(fixture, CompressionMode.Decompress);
        using var file = File.Create(Path.Combine(At("store"), "store.0"));
        unpacked.CopyTo(file);
        if (withFormat)
        {
            File.WriteAllText(At("format.json"), """{"format":1}""");
        }
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private Task<EmbeddedStorage> OpenAsync() => EmbeddedStorage.OpenAsync(
        new EmbeddedStorageOptions { DataPath = _folder.Path }, TimeProvider.System, NullLoggerFactory.Instance);
}
