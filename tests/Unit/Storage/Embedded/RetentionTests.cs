using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Storage.Embedded;

public sealed class RetentionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Triggers_MoreThanTheLimit_OldestPagesGo()
    {
        await using var storage = await OpenAsync(new EmbeddedStorageOptions { MaxTriggersPerUser = 1000 });
        for (var first = 1; first <= 10_000; first += 100)
        {
            await storage.Triggers.AppendAsync("local", first - 1, [.. Enumerable.Range(first, 100).Select(Row)], [], Cancel);
        }

        var kept = await storage.Triggers.ReadAsync(new TriggerQuery("local", 0, int.MaxValue), Cancel);
        Assert.InRange(kept.Count, 1000, 1000 + 256);
        Assert.Equal(10_000, kept[^1].Number);
        Assert.Equal(kept[0].Number, kept[^1].Number - kept.Count + 1);
        Assert.Equal(10_000, await storage.Triggers.ReadLastNumberAsync("local", Cancel));
        Assert.InRange(storage.Size.Keys, 1, 40);
        Assert.Single(await storage.Triggers.ReadAsync(new TriggerQuery("local", 0, 1, "SPY"), Cancel));
    }

    [Fact]
    public async Task Candles_OlderThanKept_GoWithTheirPages()
    {
        var options = new EmbeddedStorageOptions();
        options.CandleRetention[60] = TimeSpan.FromDays(1);
        await using var storage = await OpenAsync(options);
        for (var hour = 0; hour < 100; hour++)
        {
            var rows = Enumerable.Range(hour * 60, 60).Select(minute => Candle(60, minute)).ToList();
            rows.Add(Candle(3600, hour));
            var partition = new PartitionCheckpoint(0, 64, 0, new Dictionary<string, long>());
            await storage.Checkpoints.WriteAsync(
                new CheckpointWrite(partition, [], [new SymbolCandles("SPY", rows)]), Cancel);
        }

        var minutes = await storage.Candles.ReadAsync("SPY", 60, 0, long.MaxValue, 100_000, Cancel);
        Assert.InRange(minutes.Count, 24 * 60, 29 * 60);
        Assert.Equal(100 * 60 * 60_000L - 60_000, minutes[^1].OpenTimeMs);
        Assert.Equal(100, (await storage.Candles.ReadAsync("SPY", 3600, 0, long.MaxValue, 1000, Cancel)).Count);
        Assert.InRange(storage.Size.Keys, 1, 20);
    }

    private static Candle Candle(int interval, long slot) =>
        new(interval, slot * interval * 1000, 1, 1, 1, 1, 1, 1, 1);

    private static Trigger Row(int number) => new(
        number, Guid.Empty, "local", "SPY", 0, number, 0, 0, 1, null, "price > 1", AlertSeverity.Info, null);

    private Task<EmbeddedStorage> OpenAsync(EmbeddedStorageOptions options)
    {
        options.DataPath = _folder.Path;
        return EmbeddedStorage.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance);
    }
}
