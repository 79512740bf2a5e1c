using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Embedded.Store;

namespace Tripline.Tests.Storage.Embedded;

public sealed class RocksStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_WhileTheDiskFails_IsRefusedThenGoesOnByItself()
    {
        var fails = false;
        await using var store = await OpenAsync(() =>
        {
            if (Volatile.Read(ref fails))
            {
                throw new IOException("no space left");
            }
        });
        await store.WriteAsync(Put(("ga", "1"), ("xb", "2")), Cancel);
        Volatile.Write(ref fails, true);
        var refused = await Assert.ThrowsAsync<IOException>(() => store.WriteAsync(Put(("ga", "3")), Cancel));
        Assert.Contains("Free some space", refused.Message, StringComparison.Ordinal);
        Assert.False(store.Health.IsHealthy);
        Assert.Equal("1", Get(store, "ga"));

        Volatile.Write(ref fails, false);
        Assert.True(SpinWait.SpinUntil(() => store.Health.IsHealthy, TimeSpan.FromSeconds(30)));
        await store.WriteAsync(Put(("ga", "4")), Cancel);
        Assert.Equal("4", Get(store, "ga"));
    }

    [Fact]
    public async Task Write_ManyAtOnce_ShareTheirSyncs()
    {
        var writes = 0;
        await using var store = await OpenAsync(() => Interlocked.Increment(ref writes));
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(
            () => store.WriteAsync(Put(($"g{i}", $"{i}")), Cancel), Cancel)));
        Assert.InRange(Volatile.Read(ref writes), 1, 500);
        Assert.Equal("999", Get(store, "g999"));
    }

    [Fact]
    public async Task Open_CopyOfTheFilesWhileOpen_HoldsEveryAcknowledgedWrite()
    {
        var copy = Path.Combine(_folder.Path, "copy");
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 20; i++)
            {
                await store.WriteAsync(Put(($"g{i}", $"{i}"), ($"j{i}", $"{i}")), Cancel);
            }

            Directory.CreateDirectory(copy);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder.Path, "database")))
            {
                await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                await using var to = File.Create(Path.Combine(copy, Path.GetFileName(file)));
                await from.CopyToAsync(to, Cancel);
            }
        }

        await using var killed = await RocksStore.OpenAsync(
            copy, TimeSpan.FromSeconds(1), TimeProvider.System, NullLogger.Instance);
        Assert.Equal(40, killed.CountKeys());
        Assert.Equal("19", Get(killed, "j19"));
    }

    [Fact]
    public async Task Write_LaterChangeOfAKeyInOneBatch_Wins()
    {
        await using var store = await OpenAsync();
        var batch = Put(("ga", "1"), ("gb", "2"));
        batch.Delete("ga"u8);
        await store.WriteAsync(batch, Cancel);
        Assert.Null(Get(store, "ga"));
        Assert.Equal("2", Get(store, "gb"));
    }

    [Fact]
    public async Task Write_TooLong_IsRefused()
    {
        await using var store = await OpenAsync();
        var batch = new StoreBatch();
        Assert.Throws<ArgumentException>(() => batch.Put(new byte[RocksStore.MaxKeyBytes + 1], []));
        batch.Put("ga"u8, new byte[RocksStore.MaxValueBytes(0) + 1]);
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(batch, Cancel));
    }

    private static StoreBatch Put(params (string Key, string Value)[] pairs)
    {
        var batch = new StoreBatch();
        foreach (var (key, value) in pairs)
        {
            batch.Put(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        }

        return batch;
    }

    private static string? Get(RocksStore store, string key) =>
        store.TryRead(Encoding.UTF8.GetBytes(key), out var value) ? Encoding.UTF8.GetString(value.Span) : null;

    private Task<RocksStore> OpenAsync(Action? fault = null) => RocksStore.OpenAsync(
        Path.Combine(_folder.Path, "database"), TimeSpan.FromMilliseconds(20), TimeProvider.System, NullLogger.Instance,
        fault);
}
