using Tripline.Sources.Text;
using Tripline.Sources.Simulation;

namespace Tripline.Tests.Unit.Sources;

public sealed class SimulatedMarketTests
{
    private const long StartMs = 1_735_776_000_000; // 2025-01-02T00:00Z

    [Fact]
    public void SimulatedMarket_SameSeed_GivesTheSameTicks() =>
        Assert.Equal(Take(Market(seed: 7), 10_000), Take(Market(seed: 7), 10_000));

    [Fact]
    public void SimulatedMarket_AnotherSeed_GivesOtherTicks() =>
        Assert.NotEqual(Take(Market(seed: 7), 100), Take(Market(seed: 8), 100));

    [Fact]
    public void SimulatedMarket_Skipped_GoesOnAsIfTheTicksHadBeenTaken()
    {
        var skipped = Market(seed: 3);
        skipped.Skip(1_000);
        Assert.Equal(Take(Market(seed: 3), 1_100)[1_000..], Take(skipped, 100));
    }

    [Fact]
    public void SimulatedMarket_Prices_AreWholeCentsThatMove()
    {
        var ticks = Take(new SimulatedMarket(SimulatedSymbols.Default, 1, 100, StartMs), 100_000);
        Assert.All(ticks, tick =>
        {
            Assert.True(tick.Price >= 0.01);
            Assert.Equal((double)Math.Round((decimal)tick.Price, 2), tick.Price);
        });
        Assert.All(
            ticks.GroupBy(tick => tick.Symbol),
            symbol => Assert.True(symbol.Select(tick => tick.Price).Distinct().Count() > 20));
    }

    [Fact]
    public void SimulatedMarket_ReturnsOfOneSymbol_HaveFatTails()
    {
        var prices = Take(new SimulatedMarket(["X"], 5, 1, StartMs), 300_000).Select(tick => tick.Price).ToList();
        var returns = prices.Zip(prices.Skip(60), (before, after) => Math.Log(after / before)).ToList();
        var variance = returns.Average(r => r * r);
        Assert.True(returns.Average(r => Math.Pow(r, 4)) > 4 * variance * variance, "a normal walk has 3");
    }

    [Fact]
    public void SimulatedMarket_VolumeOverADay_FollowsAU()
    {
        // A tick every 100 ms for a day.
        var ticks = Take(new SimulatedMarket(["X"], 5, 10, StartMs), 864_000);
        var hours = ticks.GroupBy(tick => (tick.TimeMs - StartMs) / 3_600_000).ToDictionary(
            hour => hour.Key, hour => hour.Sum(tick => tick.Size));
        Assert.True(hours[0] > 2 * hours[12] && hours[23] > 2 * hours[12]);
    }

    [Fact]
    public void SimulatedMarket_Time_FollowsTheRate()
    {
        var ticks = Take(new SimulatedMarket(["X"], 5, 4, StartMs, "sim"), 9);
        Assert.Equal(StartMs + 2_000, ticks[^1].TimeMs);
        Assert.Equal(("sim", 8L), (ticks[^1].Source, ticks[^1].Sequence));
    }

    [Fact]
    public void SyntheticSymbols_AreValidAndDistinct()
    {
        var symbols = SimulatedSymbols.Synthetic(10_000);
        Assert.Equal("SYM00001", symbols[0]);
        Assert.Equal(10_000, symbols.Distinct().Count());
        Assert.All(symbols, symbol => Assert.True(SymbolName.TryNormalize(symbol, out _)));
    }

    private static SimulatedMarket Market(long seed) => new(SimulatedSymbols.Default, seed, 1_000, StartMs);

    private static Tick[] Take(SimulatedMarket market, int count)
    {
        var ticks = new Tick[count];
        market.Fill(ticks);
        return ticks;
    }
}
