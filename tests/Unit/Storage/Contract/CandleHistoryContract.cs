using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Storage.Contract;

public abstract class CandleHistoryContract : StorageContract
{
    private const long DayMs = 86_400_000;

    [Fact]
    public async Task Read_NothingStored_GivesNone() =>
        Assert.Empty(await Host.Candles.ReadAsync("SPY", 60, 0, long.MaxValue, 100, Cancel));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-1, 10)]
    [InlineData(10, 0)]
    public async Task Read_EmptyRangeOrLimit_GivesNone(long toMs, int limit)
    {
        await WriteAsync(Candle(60, 0));
        Assert.Empty(await Host.Candles.ReadAsync("SPY", 60, 0, toMs, limit, Cancel));
    }

    [Fact]
    public async Task Read_MoreThanTheLimit_GivesTheNewestOldestFirst()
    {
        await WriteAsync([.. Enumerable.Range(0, 1000).Select(i => Candle(60, i * 60_000L))]);
        var read = await Host.Candles.ReadAsync("SPY", 60, 0, 990 * 60_000L, 3, Cancel);
        Assert.Equal([987 * 60_000L, 988 * 60_000L, 989 * 60_000L], read.Select(row => row.OpenTimeMs));
    }

    [Fact]
    public async Task Read_RangeEnds_FirstBelongsLastDoesNot()
    {
        await WriteAsync([.. Enumerable.Range(0, 10).Select(i => Candle(60, i * 60_000L))]);
        var read = await Host.Candles.ReadAsync("SPY", 60, 120_000, 240_000, 100, Cancel);
        Assert.Equal([120_000L, 180_000L], read.Select(row => row.OpenTimeMs));
    }

    [Fact]
    public async Task Read_GapOfYears_FindsWhatIsBeforeIt()
    {
        await WriteAsync(Candle(86_400, 0), Candle(86_400, DayMs));
        await WriteAsync([.. Enumerable.Range(0, 50).Select(i => Candle(86_400, (20_000 + i) * DayMs))]);
        var read = await Host.Candles.ReadAsync("SPY", 86_400, 0, 30_000 * DayMs, 51, Cancel);
        Assert.Equal(51, read.Count);
        Assert.Equal(DayMs, read[0].OpenTimeMs);
        var early = await Host.Candles.ReadAsync("SPY", 86_400, long.MinValue, 10_000 * DayMs, 51, Cancel);
        Assert.Equal([0, DayMs], early.Select(row => row.OpenTimeMs));
    }

    [Fact]
    public async Task Write_SameCandleAgain_ReplacesIt()
    {
        await WriteAsync([.. Enumerable.Range(0, 100).Select(i => Candle(60, i * 60_000L))]);
        var better = Candle(60, 5 * 60_000L) with { Close = 99.5, TradeCount = 1_000_000_000_000 };
        await WriteAsync(better);
        Assert.Equal([better], await Host.Candles.ReadAsync("SPY", 60, 300_000, 360_000, 10, Cancel));
        Assert.Equal(100, (await Host.Candles.ReadAsync("SPY", 60, 0, long.MaxValue, 1000, Cancel)).Count);
    }

    [Fact]
    public async Task Write_OtherSymbolsAndIntervals_StayApart()
    {
        await WriteAsync(
            new SymbolCandles("SPY", [Candle(60, 0), Candle(300, 0) with { Close = 2 }]),
            new SymbolCandles("QQQ", [Candle(60, 0) with { Close = 3 }]));
        Assert.Equal(2, Assert.Single(await Host.Candles.ReadAsync("SPY", 300, 0, DayMs, 9, Cancel)).Close);
        Assert.Equal(3, Assert.Single(await Host.Candles.ReadAsync("QQQ", 60, 0, DayMs, 9, Cancel)).Close);
        Assert.Equal(Candle(60, 0), Assert.Single(await Host.Candles.ReadAsync("SPY", 60, 0, DayMs, 9, Cancel)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Write_RandomOrderAndSizes_ReadEqualsAModel(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<long, Candle>();
        for (var round = 0; round < 60; round++)
        {
            var start = random.Next(0, 20_000);
            var rows = Enumerable.Range(0, random.Next(1, 80))
                .Select(_ => Candle(900, (start + random.Next(100)) * 900_000L) with { Close = random.NextDouble() })
                .ToArray();
            foreach (var row in rows)
            {
                model[row.OpenTimeMs] = row;
            }

            await WriteAsync(rows);
            if (round % 20 == 19)
            {
                await Host.RestartAsync();
            }

            var from = random.Next(0, 20_000) * 900_000L;
            var to = from + (random.Next(1, 20_000) * 900_000L);
            var limit = random.Next(1, 500);
            // The default retention of this interval is 180 days back from the newest; this walk stays within it.
            var expected = model.Values.Where(r => r.OpenTimeMs >= from && r.OpenTimeMs < to).TakeLast(limit);
            if (model.Keys.Last() - from < 170 * DayMs)
            {
                Assert.Equal(expected, await Host.Candles.ReadAsync("SPY", 900, from, to, limit, Cancel));
            }
        }
    }

    private static Candle Candle(int interval, long openMs) =>
        new(interval, openMs, 1.1, 2.2, 0.3, 1.4, openMs / 1000.0, 1.5, openMs % 1000);

    private Task WriteAsync(params Candle[] candles) => WriteAsync(new SymbolCandles("SPY", candles));

    private Task WriteAsync(params SymbolCandles[] candles) => Host.Checkpoints.WriteAsync(
        new CheckpointWrite(new PartitionCheckpoint(0, 64, 0, new Dictionary<string, long>()), [], candles), Cancel);
}
