using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Tripline.Tests.Api.Fakes;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Api;

public sealed class MarketHubTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task WatchTriggers_FromAPlace_SendsMissedThenLiveInOrder()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(600);
        await using var client = await ConnectAsync(api);

        var start = await client.InvokeAsync("WatchTriggers", 10);
        for (var round = 0; round < 50; round++)
        {
            await api.TriggerFeed.Grew("local", api.Grains.Inbox.Add(3));
        }

        Assert.Equal(10, start.GetInt64());
        var numbers = await ReadAsync(client, "trigger", 740, trigger => trigger.GetProperty("number").GetInt64());
        Assert.Equal(Enumerable.Range(11, 740).Select(number => (long)number), numbers);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    public async Task WatchTriggers_NewOnes_SendsNoneOfBefore(int? after)
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(5);
        await using var client = await ConnectAsync(api);

        Assert.Equal(5, (await client.InvokeAsync("WatchTriggers", after)).GetInt64());
        await api.TriggerFeed.Grew("local", api.Grains.Inbox.Add(1));

        Assert.Equal([6L], await ReadAsync(client, "trigger", 1, trigger => trigger.GetProperty("number").GetInt64()));
    }

    [Fact]
    public async Task WatchTriggers_WhileTheInboxMoves_GoesOnWithoutGapOrRepeat()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(2);
        await using var client = await ConnectAsync(api);
        await client.InvokeAsync("WatchTriggers", 0);
        Assert.Equal([1L, 2L], await ReadAsync(client, "trigger", 2, trigger => trigger.GetProperty("number").GetInt64()));

        api.Grains.Inbox.ReadFailures.Enqueue(new PartitionLeftException(3, "It moves."));
        await api.TriggerFeed.Grew("local", api.Grains.Inbox.Add(2));

        Assert.Equal([3L, 4L], await ReadAsync(client, "trigger", 2, trigger => trigger.GetProperty("number").GetInt64()));
    }

    [Fact]
    public async Task WatchTriggers_Again_StartsAtTheNewPlace()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(3);
        await using var client = await ConnectAsync(api);

        await client.InvokeAsync("WatchTriggers", 3);
        await client.InvokeAsync("WatchTriggers", 1);

        Assert.Equal(
            [2L, 3L], await ReadAsync(client, "trigger", 2, trigger => trigger.GetProperty("number").GetInt64()));
    }

    [Fact]
    public async Task WatchTriggers_SendsTheSameFieldsAsTheApi()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(1);
        await using var client = await ConnectAsync(api);
        await client.InvokeAsync("WatchTriggers", 0);

        var names = await ReadAsync(
            client, "trigger", 1, trigger => string.Join(' ', trigger.EnumerateObject().Select(field => field.Name)));

        Assert.Equal(
            ["number id alertId name symbol when price time partition position severity message"], names);
    }

    [Fact]
    public async Task WatchSymbols_SendsTheQuoteAtOnceAndThenTheNewest()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var symbol = api.Grains.Symbol("AAPL");
        symbol.Trade(100, 100);
        await using var client = await ConnectAsync(api);

        await client.InvokeAsync("WatchSymbols", new[] { "aapl" }.AsEnumerable());
        Assert.Equal([100d], await ReadAsync(client, "quotes", 1, LastPrice));
        var feed = api.MarketFeed.Of("AAPL");
        Assert.True(feed.IsWatched);
        for (var price = 101; price <= 2_100; price++)
        {
            feed.Take(new SymbolLive(price, symbol.Trade(price, 100), []));
        }

        var seen = 0;
        double last;
        do
        {
            last = (await ReadAsync(client, "quotes", 1, LastPrice))[0];
            seen++;
        }
        while (last < 2_100);
        Assert.InRange(seen, 1, 200);

        await client.InvokeAsync("UnwatchSymbols", new[] { "AAPL" }.AsEnumerable());
        Assert.False(feed.IsWatched);
    }

    [Fact]
    public async Task WatchSymbols_ACandleClosesAndTheNextBegins_SendsBoth()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Symbol("AAPL").Trade(100, 100);
        await using var client = await ConnectAsync(api);
        await client.InvokeAsync("WatchSymbols", new[] { "AAPL" }.AsEnumerable());

        var feed = api.MarketFeed.Of("AAPL");
        var summary = api.Grains.Symbol("AAPL").Summary;
        feed.Take(new SymbolLive(1, summary, [new Candle(60, 0, 1, 2, 1, 2, 5, 1.5, 2), new Candle(60, 60_000, 2, 2, 2, 2, 1, 2, 1)]));

        var times = await ReadAsync(client, "candles", 2, update =>
            $"{update.GetProperty("symbol").GetString()} {update.GetProperty("interval").GetString()} "
            + update.GetProperty("candle").GetProperty("time").GetString());
        Assert.Equal(["AAPL 1m 1970-01-01T00:00:00.000Z", "AAPL 1m 1970-01-01T00:01:00.000Z"], times);
    }

    [Fact]
    public async Task WatchSymbols_UnknownInvalidOrTooMany_SaysSoAndWatchesNone()
    {
        await using var api = await ApiUnderTest.StartAsync(("MaxSymbolsPerConnection", "2"));
        foreach (var symbol in new[] { "A", "B", "C" })
        {
            api.Grains.Symbol(symbol).Trade(1, 1);
        }

        await using var client = await ConnectAsync(api);

        Assert.Contains("NONE", await RefusalAsync(client, "A", "NONE"), StringComparison.Ordinal);
        Assert.Contains("1 to 64", await RefusalAsync(client, "A", "a%b"), StringComparison.Ordinal);
        Assert.Contains("2 symbols", await RefusalAsync(client, "A", "B", "C"), StringComparison.Ordinal);
        Assert.False(api.MarketFeed.Of("A").IsWatched);
        Assert.Equal(["A", "B", "C"], api.Grains.SymbolsAsked.Order());
    }

    [Fact]
    public async Task Connection_Ends_UnwatchesItsSymbols()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Symbol("A").Trade(1, 1);
        var client = await ConnectAsync(api);
        await client.InvokeAsync("WatchSymbols", new[] { "A" }.AsEnumerable());
        await client.InvokeAsync("WatchTriggers", 0);

        await client.DisposeAsync();

        await Eventually.BecomesTrueAsync(
            "the symbol is unwatched", Bound, () => Task.FromResult(!api.MarketFeed.Of("A").IsWatched),
            cancellation: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Connections_OverTheLimit_AreRefused()
    {
        await using var api = await ApiUnderTest.StartAsync(("MaxConnections", "1"));
        await using var first = await ConnectAsync(api);
        await first.InvokeAsync("WatchTriggers", 0);
        await using var second = await ConnectAsync(api);

        await second.Closed.WaitAsync(Bound, TestContext.Current.CancellationToken);
        Assert.False(first.Closed.IsCompleted);
    }

    [Fact]
    public async Task LiveClient_FallsTooFarBehind_IsDroppedWithTheReason()
    {
        await using var api = await ApiUnderTest.StartAsync(("MaxTriggerLag", "1000"));
        await using var client = await ConnectAsync(api);
        await client.InvokeAsync("WatchTriggers", 0);
        await api.TriggerFeed.Grew("local", api.Grains.Inbox.Add(1));
        await ReadAsync(client, "trigger", 1, trigger => 0);

        await api.TriggerFeed.Grew("local", 5_000);

        var reasons = await ReadAsync(client, "dropped", 1, notice => notice.GetProperty("reason").GetString());
        Assert.Contains("1000 triggers behind", reasons[0], StringComparison.Ordinal);
        await client.Closed.WaitAsync(Bound, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Client_ThatReadsNothing_IsDropped()
    {
        await using var api = await ApiUnderTest.StartAsync(("SendTimeoutSeconds", "1"));
        api.Grains.Symbol("A").Trade(1, 1);
        api.Grains.Inbox.Add(200_000);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = false;
        await socket.ConnectAsync(
            new UriBuilder(api.Address) { Scheme = "ws", Path = "/hubs/market" }.Uri,
            TestContext.Current.CancellationToken);
        foreach (var message in new[] { """{"protocol":"json","version":1}""",
            """{"type":1,"target":"WatchSymbols","arguments":[["A"]]}""",
            """{"type":1,"target":"WatchTriggers","arguments":[0]}""" })
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true,
                TestContext.Current.CancellationToken);
        }

        var feed = api.MarketFeed.Of("A");
        await Eventually.BecomesTrueAsync(
            "it is served", Bound, () => Task.FromResult(feed.IsWatched),
            cancellation: TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync(
            "it is dropped", Bound, () => Task.FromResult(!feed.IsWatched),
            cancellation: TestContext.Current.CancellationToken);
    }

    private static double LastPrice(JsonElement quote) => quote.GetProperty("lastPrice").GetDouble();

    private static Task<HubClient> ConnectAsync(ApiUnderTest api) => HubClient.ConnectAsync(api.Address);

    private static async Task<string> RefusalAsync(HubClient client, params string[] symbols) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.InvokeAsync("WatchSymbols", symbols.AsEnumerable()))).Message;

    private static async Task<List<T>> ReadAsync<T>(
        HubClient client, string name, int count, Func<JsonElement, T> select)
    {
        using var bound = new CancellationTokenSource(Bound);
        var items = new List<T>();
        while (items.Count < count)
        {
            var message = (await client.Events(name).ReadAsync(bound.Token))[0];
            items.AddRange(message.ValueKind == JsonValueKind.Array ? message.EnumerateArray().Select(select) : [select(message)]);
        }

        return items;
    }
}
