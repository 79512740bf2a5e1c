using Tripline.Grains.Symbols;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Symbols;

public sealed class SymbolLiveTests
{
    [Fact]
    public async Task ReadChanged_AfterTicksAndAfterAnAlert_ShowsEachChangeOnce()
    {
        await using var silo = await MarketSilo.StartAsync();
        Assert.Empty(await silo.LocalSymbols.ReadChangedAsync([new SeenSymbol("SPY", 0)]));

        await silo.Deliver("SPY", 1, 100, 101);
        var first = Assert.Single(await silo.LocalSymbols.ReadChangedAsync([new SeenSymbol("SPY", 0), new SeenSymbol("QQQ", 0)]));

        Assert.Equal(("SPY", 101d, 2L), (first.Summary.Symbol, first.Summary.LastPrice, first.Summary.TickCount));
        Assert.Equal(CandleIntervals.Seconds.Order(), first.Candles.Select(candle => candle.IntervalSeconds).Order());
        Assert.All(first.Candles, candle => Assert.Equal(101, candle.Close));
        Assert.Empty(await silo.LocalSymbols.ReadChangedAsync([new SeenSymbol("SPY", first.Version)]));

        await silo.Create("SPY", "price crosses above 200");
        var second = Assert.Single(await silo.LocalSymbols.ReadChangedAsync([new SeenSymbol("SPY", first.Version)]));
        Assert.Equal(1, second.Summary.AlertCount);
    }

    [Fact]
    public async Task GetLive_OfAnotherActivation_HasAnotherVersion()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 100);
        var before = await silo.Symbol("SPY").GetLive();
        await MarketSilo.Deactivate(silo.Symbol("SPY"));

        await Until.TrueAsync(async () => (await silo.Symbol("SPY").GetLive()).Version != before.Version);
    }
}
