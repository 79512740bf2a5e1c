using Tripline.Api.Feeds;
using Tripline.Tests.Api.Fakes;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Api.Feeds;

/// <summary>Client on silo A; the symbol AAPL and the inbox "local" live on silo B, and then elsewhere.</summary>
public sealed class ClusterFeedsTests : IAsyncLifetime
{
    private const string Symbol = "AAPL";
    private const string User = "local";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly FakeGrains _grains = new();
    private readonly FeedSilo _a;
    private readonly FeedSilo _b;
    private readonly FeedSilo _c;

    public ClusterFeedsTests()
    {
        _a = new FeedSilo("a", _grains);
        _b = new FeedSilo("b", _grains);
        _c = new FeedSilo("c", _grains);
    }

    private FeedSilo[] All => [_a, _b, _c];

    private SymbolFeed Cell => _a.Market.OpenCell(Symbol);

    public async ValueTask InitializeAsync()
    {
        foreach (var silo in All)
        {
            await silo.StartAsync();
        }

        Own(0, _b);
        Own(1, _b);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in All)
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task WatchedSymbol_OfAnotherSilo_ShowsItsPresentStateAtOnce_ThenWhatIsPublished()
    {
        _grains.Symbol(Symbol).Candles.Add(CandleAt(60_000, 3));
        _grains.Symbol(Symbol).Trade(100, 100);
        Cell.Watch();
        await Shows(100);
        await Until("the candle came", () => Candles(_a).SequenceEqual([CandleAt(60_000, 3)]));
        Assert.True(_b.Market.Open(Symbol).IsWatched);

        _b.Market.Open(Symbol).PublishSummary(_grains.Symbol(Symbol).Trade(101, 100));
        _b.Market.Open(Symbol).PublishCandle(CandleAt(60_000, 4));
        _b.Market.Open(Symbol).PublishCandle(CandleAt(120_000, 1));
        await Shows(101);
        await Until("both candles came", () => Candles(_a).SequenceEqual([CandleAt(60_000, 4), CandleAt(120_000, 1)]));

        Cell.Unwatch();
        await Until("nobody watches there", () => !_b.Market.Open(Symbol).IsWatched);
    }

    [Fact]
    public async Task ManyPublished_AreConflated_AndTheLastIsNotLost()
    {
        Cell.Watch();
        await Until("it is watched there", () => _b.Market.Open(Symbol).IsWatched);
        await Until("it shows something", () => Cell.Summary is not null);
        var before = Cell.Version;
        for (var price = 1; price <= 10_000; price++)
        {
            _b.Market.Open(Symbol).PublishSummary(_grains.Symbol(Symbol).Trade(price, 100));
        }

        await Shows(10_000);
        Assert.InRange(Cell.Version - before, 1, 1_000);
    }

    [Fact]
    public async Task SymbolThatMoves_ShowsTheNewOwnersState_AndIsWatchedThereOnly()
    {
        _grains.Symbol(Symbol).Trade(100, 100);
        Cell.Watch();
        await Shows(100);
        _grains.Symbol(Symbol).Trade(102, 100);
        Own(0, _c);
        await Shows(102);
        await Until("it is watched there only", () =>
            _c.Market.Open(Symbol).IsWatched && !_b.Market.Open(Symbol).IsWatched);
        _grains.Symbol(Symbol).Trade(103, 100);
        Own(0, _a);
        await Shows(103);
        await Until("no other watches", () => !_c.Market.Open(Symbol).IsWatched);
    }

    [Fact]
    public async Task Inbox_OfAnotherSilo_TellsOfItsGrowth_AlsoOfWhatItMissed()
    {
        _grains.Inbox.Add(3);
        using var listener = _a.Triggers.Listen(User);
        await Until("the present number came", () => listener.LastNumber == 3);
        _b.Triggers.Published(User, _grains.Inbox.Add(2));
        await Until("the growth came", () => listener.LastNumber == 5);

        // Grown without a word, as when the old owner dies before it can tell.
        _grains.Inbox.Add(1);
        Own(1, _c);
        await Until("the new owner told", () => listener.LastNumber == 6);
        _grains.Inbox.Add(1);
        Own(1, _a);
        await Until("it was looked up here", () => listener.LastNumber == 7);
    }

    [Fact]
    public async Task ConnectionThatIsCut_IsMadeAgain_AndNothingIsMissed()
    {
        using var listener = _a.Triggers.Listen(User);
        Cell.Watch();
        await Until("it is watched there", () => _b.Market.Open(Symbol).IsWatched);
        for (var round = 1; round <= 5; round++)
        {
            _b.Cut();
            _grains.Inbox.Add(1);
            _grains.Symbol(Symbol).Trade(200 + round, 100);
            await Until("the number came", () => listener.LastNumber == round);
            await Shows(200 + round);
        }
    }

    private static Candle CandleAt(long openTimeMs, long trades) => new(60, openTimeMs, 1, 2, 1, 2, 10, 1.5, trades);

    private static List<Candle> Candles(FeedSilo silo)
    {
        var candles = new List<Candle>();
        silo.Market.OpenCell(Symbol).ReadCandles(0, candles);
        return candles;
    }

    private static Task Until(string what, Func<bool> condition) =>
        Eventually.BecomesTrueAsync(what, Bound, () => Task.FromResult(condition()));

    private Task Shows(double price) => Until($"it shows {price}", () => Cell.Summary?.LastPrice == price);

    private void Own(int partition, FeedSilo owner)
    {
        foreach (var silo in All)
        {
            Volatile.Write(ref silo.Owners[partition], owner);
        }
    }
}
