using System.Text.Json;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class MarketApiTests
{
    private const string Root = "/api/v1";

    [Fact]
    public async Task Quote_TradedSymbol_ShowsItsDayInExactNumbers()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Symbol("AAPL").Trade(168.25, dayOpen: 167, previousClose: 168.1);

        var quote = await api.GetAsync($"{Root}/quotes/aapl");

        Assert.Equal(200, quote.Status);
        Assert.Equal("168.25", quote.Body.GetProperty("lastPrice").GetRawText());
        Assert.Equal("0.15", quote.Body.GetProperty("change").GetRawText());
        Assert.Equal("0.0892", quote.Body.GetProperty("changePercent").GetRawText());
        Assert.Equal("2013-10-07T13:30:00.123Z", quote.Text("lastTime"));
    }

    [Fact]
    public async Task Quote_SymbolWithAlertsOnly_HasNoPrice()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.PostAsync($"{Root}/alerts", """{"symbol": "NEW", "when": "price > 1"}""");

        var quote = await api.GetAsync($"{Root}/quotes/NEW");

        Assert.Equal(200, quote.Status);
        Assert.Equal(JsonValueKind.Null, quote.Body.GetProperty("lastPrice").ValueKind);
        Assert.Equal(JsonValueKind.Null, quote.Body.GetProperty("change").ValueKind);
    }

    [Theory]
    [InlineData("quotes")]
    [InlineData("trades")]
    [InlineData("candles")]
    public async Task Symbol_UnknownOrNone_Answers404Or400(string path)
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Equal(404, (await api.GetAsync($"{Root}/{path}/NONE")).Status);
        Assert.Equal(400, (await api.GetAsync($"{Root}/{path}/a%25b")).Status);
        Assert.Equal(404, (await api.GetAsync($"{Root}/{path}")).Status);
    }

    [Theory]
    [InlineData("quotes/GHOST1", 404)]
    [InlineData("trades/GHOST1", 404)]
    [InlineData("candles/GHOST1?interval=1m", 404)]
    [InlineData("alerts?symbol=GHOST1", 200)]
    [InlineData("alerts?symbol=GHOST1&status=armed", 200)]
    [InlineData("triggers?after=0&symbol=GHOST1", 200)]
    public async Task Get_OfASymbolThatNeverWas_AsksNoSymbol(string path, int status)
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Equal(status, (await api.GetAsync($"{Root}/{path}")).Status);

        Assert.Empty(api.Grains.SymbolsAsked);
    }

    [Fact]
    public async Task Get_OfAKnownSymbol_AsksTheDirectoryOnce()
    {
        await using var api = await ApiUnderTest.StartAsync();
        Assert.Equal(404, (await api.GetAsync($"{Root}/quotes/AAPL")).Status);
        api.Grains.Symbol("AAPL").Trade(168.25, dayOpen: 167);

        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(200, (await api.GetAsync($"{Root}/quotes/AAPL")).Status);
        }

        Assert.Equal(2, api.Grains.Directory.QuestionCount);
    }

    [Fact]
    public async Task Symbols_PageByPage_ShowsEachOnce()
    {
        await using var api = await ApiUnderTest.StartAsync();
        foreach (var symbol in new[] { "C", "A", "B" })
        {
            api.Grains.Symbol(symbol).Trade(1, 1);
        }

        var first = await api.GetAsync($"{Root}/symbols?limit=2");
        var second = await api.GetAsync($"{Root}/symbols?limit=2&cursor={first.Text("next")}");

        Assert.Equal(["A", "B"], SymbolsOf(first.Body.GetProperty("items")));
        Assert.Equal(["C"], SymbolsOf(second.Body.GetProperty("items")));
        Assert.Null(second.Text("next"));
    }

    [Fact]
    public async Task SymbolThatWasOnlyAskedFor_IsNotListed()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Symbol("AAPL").Trade(168.25, dayOpen: 167);
        await api.GetAsync($"{Root}/quotes/TYPO");

        var symbols = await api.GetAsync($"{Root}/symbols");
        var summary = await api.GetAsync($"{Root}/market-summary");

        Assert.Equal("AAPL", Assert.Single(symbols.Body.GetProperty("items").EnumerateArray()).GetProperty("symbol").GetString());
        Assert.Equal(1, summary.Body.GetProperty("symbolCount").GetInt32());
    }

    [Fact]
    public async Task Trades_NewestFirst()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var symbol = api.Grains.Symbol("A");
        symbol.Trade(2, 1);
        symbol.Trades.AddRange([new Trade(2, 5, 1_000, 2), new Trade(1, 4, 500, 1)]);

        var trades = await api.GetAsync($"{Root}/trades/A?limit=1");

        var item = Assert.Single(trades.Body.GetProperty("items").EnumerateArray());
        Assert.Equal("1970-01-01T00:00:01.000Z", item.GetProperty("time").GetString());
        Assert.Equal(2, item.GetProperty("price").GetDouble());
    }

    [Fact]
    public async Task Candles_InHistoryAndRecent_RecentWins()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var symbol = api.Grains.Symbol("A");
        symbol.Trade(2, 1);
        api.History.Candles.AddRange([CandleAt(0, 1), CandleAt(60_000, 2), CandleAt(120_000, 3)]);
        symbol.Candles.AddRange([CandleAt(120_000, 30), CandleAt(180_000, 40)]);

        var all = await api.GetAsync($"{Root}/candles/A?interval=1m");
        var some = await api.GetAsync($"{Root}/candles/A?from=1970-01-01T00:01:00Z&to=180000&limit=1");

        Assert.Equal([1, 2, 30, 40], Closes(all));
        Assert.Equal([30], Closes(some));
        Assert.Equal("1m", some.Text("interval"));
    }

    [Theory]
    [InlineData("interval=2m", "interval")]
    [InlineData("from=x", "from")]
    [InlineData("from=-1", "from")]
    [InlineData("to=2026-13-01T00:00:00Z", "to")]
    [InlineData("from=5&to=4", "from")]
    [InlineData("limit=5001", "limit")]
    public async Task Candles_BadQuery_NamesTheParameter(string query, string field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.GetAsync($"{Root}/candles/A?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.FaultyFields);
    }

    [Fact]
    public async Task MarketSummary_SortsByChangeAndActivity()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Symbol("UP").Trade(11, dayOpen: 10);
        api.Grains.Symbol("UPUP").Trade(12, dayOpen: 10);
        api.Grains.Symbol("DOWN").Trade(9, dayOpen: 10);
        api.Grains.Symbol("FLAT").Trade(10, dayOpen: 10);
        api.Grains.Inbox.Add(3);

        var summary = (await api.GetAsync($"{Root}/market-summary")).Body;

        Assert.Equal(["UPUP", "UP"], SymbolsOf(summary.GetProperty("gainers")));
        Assert.Equal(["DOWN"], SymbolsOf(summary.GetProperty("losers")));
        Assert.Equal(4, summary.GetProperty("mostActive").GetArrayLength());
        Assert.Equal(4, summary.GetProperty("symbolCount").GetInt32());
        Assert.Equal(3, summary.GetProperty("triggerCount").GetInt32());
    }

    private static IEnumerable<string?> SymbolsOf(JsonElement items) =>
        items.EnumerateArray().Select(item => item.GetProperty("symbol").GetString());

    private static IEnumerable<double> Closes(Answer answer) =>
        answer.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("close").GetDouble());

    private static Candle CandleAt(long timeMs, double close) => new(60, timeMs, 1, 9, 1, close, 1, 1, 1);
}
