using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

public sealed class CandleTests
{
    private const int LatenessMs = 5_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Candles_RandomTicksWithLateOnes_EqualTheNaiveOnes(int seed)
    {
        var ticks = new MarketStory(seed, 3_000).Ticks;
        var fold = new SymbolFold("X", new() { LatenessMs = LatenessMs });
        ticks.FoldInto(fold, 0, ticks.Count, new Random(seed).Next(1, 300));
        var (inTime, late) = SplitLate(ticks);
        Assert.Equal(late, fold.Summary(0).LateCount);
        foreach (var seconds in CandleIntervals.Seconds)
        {
            var naive = inTime.GroupBy(n => ticks.TimesMs[n] / (seconds * 1_000L)).OrderBy(g => g.Key).ToList();
            var candles = fold.RecentCandles(seconds);
            Assert.Equal(naive.Select(g => g.Key * seconds * 1_000), candles.Select(c => c.OpenTimeMs));
            for (var c = 0; c < candles.Count; c++)
            {
                AssertEqual([.. naive[c]], ticks, candles[c]);
            }
        }
    }

    [Fact]
    public void Candles_AnyBatchSize_AreEqualToTheLastBit()
    {
        var ticks = new MarketStory(77, 3_000).Ticks;
        var whole = new SymbolFold("X", new());
        ticks.FoldInto(whole, 0, ticks.Count);
        foreach (var batchSize in new[] { 1, 3, 16, 17, 250 })
        {
            var fold = new SymbolFold("X", new());
            ticks.FoldInto(fold, 0, ticks.Count, batchSize);
            foreach (var seconds in CandleIntervals.Seconds)
            {
                Assert.Equal(whole.RecentCandles(seconds), fold.RecentCandles(seconds));
            }
        }
    }

    [Fact]
    public void Candle_LateTick_CountsUntilItsMinuteIsOverByTheLateness()
    {
        var fold = new SymbolFold("X", new());
        fold.Fold([10, 20, 30, 40, 50], [1, 1, 1, 1, 0], [59_000, 60_500, 59_500, 65_000, 59_999], [0, 1, 2, 3, 4]);
        Assert.Equal(
            [new(60, 0, 10, 30, 10, 30, 2, 20, 2), new(60, 60_000, 20, 40, 20, 40, 2, 30, 2)], fold.RecentCandles(60));
        Assert.Equal((1, 40.0), (fold.Summary(0).LateCount, fold.Summary(0).LastPrice));
        Assert.Equal([(50.0, true), (40.0, false)], fold.Trades(2).Select(trade => (trade.Price, trade.IsLate)));
    }

    [Fact]
    public void Volume_OfDecimals_ShowsAsTheDecimalThatItIs()
    {
        var fold = new SymbolFold("X", new());
        fold.Fold([1, 1, 1], [0.1, 0.2, 0.7], [0, 1, 60_000], [0, 1, 2]);
        Assert.Equal([0.3, 0.7], fold.RecentCandles(60).Select(candle => candle.Volume));
        Assert.Equal(1.0, fold.Summary(0).DayVolume);
    }

    [Fact]
    public void Candle_OpensAndClosesByEventTime()
    {
        var fold = new SymbolFold("X", new());
        fold.Fold([105, 100, 103, 104, 102], [1, 1, 1, 1, 1], [1_500, 500, 2_000, 2_000, 1_000], [0, 1, 2, 3, 4]);
        var candle = Assert.Single(fold.RecentCandles(60));
        Assert.Equal((100.0, 104.0), (candle.Open, candle.Close));
        Assert.Equal((104.0, 2_000), (fold.Summary(0).LastPrice, fold.Summary(0).LastTimeMs));
    }

    [Fact]
    public void Tick_LaterThanTheLateness_MovesNoSignalAndNoPrice()
    {
        const long hour = 3_600_000;
        var alert = Guid.NewGuid();
        var fold = new SymbolFold("X", new());
        fold.Fold([100], [1], [hour], [0]);
        fold.Apply(RuleChange.Arm(new(alert, 1, "price crosses below 95", false, 0, 0, null)));
        fold.Fold([101], [1], [hour + 1_000], [1]);
        fold.Fold([90], [1], [0], [2]);
        Assert.Empty(fold.Firings);
        var summary = fold.Summary(0);
        Assert.Equal((101.0, 101.0, 100.0, 1, 3), (summary.LastPrice, summary.DayHigh, summary.DayLow, summary.LateCount, summary.TickCount));
        Assert.Equal([true, false, false], fold.Trades(3).Select(trade => trade.IsLate));

        // Within the lateness the log's order stands for thresholds.
        fold.Fold([90, 101], [1, 1], [hour - 4_000, hour + 500], [3, 4]);
        Assert.Single(fold.Firings);
        Assert.Equal((101.0, hour + 1_000), (fold.Summary(0).LastPrice, fold.Summary(0).LastTimeMs));

        var snapshot = fold.TakeSnapshot(0);
        var restored = new SymbolFold("X", new());
        restored.Restore(snapshot.Core.Span, snapshot.RulePages);
        Assert.Equal(fold.Summary(0), restored.Summary(0));
        Assert.Equal(fold.Trades(9), restored.Trades(9));
    }

    [Fact]
    public void Candle_NoSizes_HasThePlainMeanAsVwap()
    {
        var fold = new SymbolFold("X", new());
        fold.Fold([10, 20], [0, 0], [0, 1], [0, 1]);
        Assert.Equal(15, Assert.Single(fold.RecentCandles(86_400)).Vwap);
    }

    [Fact]
    public void Day_NewOneBegins_KeepsTheLastClose()
    {
        const long day = 86_400_000;
        var fold = new SymbolFold("X", new());
        fold.Fold([10, 12, 11], [1, 2, 3], [1_000, 2_000, day - 1_000], [0, 1, 2]);
        Assert.Null(fold.Summary(0).PreviousClose);
        fold.Fold([14], [5], [day + 1_000], [3]);
        Assert.Equal((11.0, 14.0, 5.0), (fold.Summary(0).PreviousClose, fold.Summary(0).DayOpen, fold.Summary(0).DayVolume));
        fold.Fold([15], [5], [day + 60_000], [4]);
        Assert.Equal((11.0, 15.0, 2), (fold.Summary(0).PreviousClose, fold.Summary(0).DayHigh, fold.Summary(0).DayTradeCount));
    }

    [Fact]
    public void Snapshot_Durable_DropsClosedCandlesAndUnchangedPages()
    {
        var fold = new SymbolFold("X", new());
        fold.Apply(RuleChange.Arm(new(Guid.NewGuid(), 1, "price > 1000", false, 0, 0, null)));
        fold.Fold([10, 12], [1, 2], [1_000, 66_000], [0, 1]);
        var first = fold.TakeSnapshot(0);
        Assert.Equal((1, 1), (first.ClosedCandles.Count, first.RulePages.Count));
        var again = fold.TakeSnapshot(0);
        Assert.Equal((1, 1), (again.ClosedCandles.Count, again.RulePages.Count));
        var next = fold.TakeSnapshot(again.Number);
        Assert.Equal((0, 0, 1), (next.ClosedCandles.Count, next.RulePages.Count, next.RulePageCount));
    }

    private static (List<int> InTime, int Late) SplitLate(TickColumns ticks)
    {
        var (inTime, newestMs) = (new List<int>(), long.MinValue / 2);
        for (var n = 0; n < ticks.Count; n++)
        {
            if (ticks.TimesMs[n] >= newestMs - LatenessMs)
            {
                inTime.Add(n);
                newestMs = Math.Max(newestMs, ticks.TimesMs[n]);
            }
        }

        return (inTime, ticks.Count - inTime.Count);
    }

    private static void AssertEqual(int[] members, TickColumns ticks, in Candle candle)
    {
        var ordered = members.OrderBy(n => ticks.TimesMs[n]).ThenBy(n => n).ToArray();
        Assert.Equal(ticks.Prices[ordered[0]], candle.Open);
        Assert.Equal(ticks.Prices[ordered[^1]], candle.Close);
        Assert.Equal(members.Max(n => ticks.Prices[n]), candle.High);
        Assert.Equal(members.Min(n => ticks.Prices[n]), candle.Low);
        Assert.Equal(members.Length, candle.TradeCount);
        var volume = members.Sum(n => ticks.Sizes[n]);
        Assert.Equal(volume, candle.Volume, 9);
        var notional = members.Sum(n => ticks.Sizes[n] * ticks.Prices[n]);
        Assert.Equal(volume > 0 ? notional / volume : members.Average(n => ticks.Prices[n]), candle.Vwap, 9);
    }
}
