using System.Runtime.CompilerServices;
using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

public sealed class SymbolMemoryTests
{
    [Fact]
    public void RuleSlot_IsHalfACacheLine() => Assert.Equal(32, Unsafe.SizeOf<RuleSlot>());

    [Fact]
    public void SymbolFold_TicksWithoutCrossing_AllocateNothing()
    {
        var fold = new SymbolFold("X", new());
        for (var n = 1; n <= 1_000; n++)
        {
            fold.Apply(RuleChange.Arm(
                new(new Guid(n, 0, 0, new byte[8]), 1, $"price crosses above {1_000 + n}", false, 0, 0, null)));
        }

        var (prices, sizes, timesMs, positions) = (new double[500], new double[500], new long[500], new long[500]);
        var position = 0L;
        void FoldBatch()
        {
            for (var n = 0; n < prices.Length; n++)
            {
                (prices[n], sizes[n], timesMs[n], positions[n]) = (100 + (n % 7), n, 1_700_000_040_000 + position, position++);
            }

            fold.Fold(prices, sizes, timesMs, positions);
        }

        for (var warmUp = 0; warmUp < 20; warmUp++)
        {
            FoldBatch();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < 50; batch++)
        {
            FoldBatch();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SymbolFold_ManyRules_TakeAtMost64BytesOfIndexEach()
    {
        const int rules = 20_000;
        string[] forms = ["crosses above", "crosses below", "crosses", ">", ">=", "<", "<="];
        var random = new Random(3);
        var fold = new SymbolFold("X", new());
        fold.Fold([100], [1], [0], [0]);
        for (var n = 0; n < rules; n++)
        {
            fold.Apply(RuleChange.Arm(new(
                new Guid(n, 0, 0, new byte[8]), 1, $"price {forms[n % forms.Length]} {random.Next(200, 90_000)}",
                false, 0, n % 2, null)));
        }

        fold.Fold([100.5], [1], [1], [1]);
        Assert.InRange(fold.IndexBytes / (double)rules, 32, 64);
    }

    [Fact]
    public void Trades_MoreThanTheLimit_AreTheNewestThousand()
    {
        var fold = new SymbolFold("X", new());
        for (var position = 0; position < 2_500; position += 5)
        {
            var p = position;
            fold.Fold([p + 1, p + 2, p + 3, p + 4, p + 5], [1, 1, 1, 1, 1], [p, p, p, p, p], [p, p + 1, p + 2, p + 3, p + 4]);
        }

        Assert.Equal(Enumerable.Range(0, 1_000).Select(age => 2_500.0 - age), fold.Trades(5_000).Select(trade => trade.Price));
    }

    [Fact]
    public void Fold_TicksComeAgain_CountOnce()
    {
        var fold = new SymbolFold("X", new());
        fold.Fold([1, 2, 3], [1, 1, 1], [1, 2, 3], [0, 1, 2]);
        fold.Fold([1, 2, 3, 4], [1, 1, 1, 1], [1, 2, 3, 4], [0, 1, 2, 3]);
        fold.Fold([1, 2, 3, 4], [1, 1, 1, 1], [1, 2, 3, 4], [0, 1, 2, 3]);
        Assert.Equal((4L, 4.0, 4.0), (fold.Summary(0).TickCount, fold.Summary(0).DayVolume, fold.Summary(0).LastPrice));
    }
}
