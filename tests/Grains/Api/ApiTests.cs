using System.Text.Json.Nodes;

namespace Tripline.Tests.Grains.Api;

/// <summary>The API over real grains: what it answers, and what it activates.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task Alert_CreatedOverRest_FiresAtATickThatIsPostedAfterwards()
    {
        await using var api = await MarketApi.StartAsync();
        var (status, alert) = await api.SendAsync(HttpMethod.Post, "/api/v1/alerts", Alert("SPY", "price crosses above 100"));
        Assert.Equal(201, status);

        Assert.Equal(202, (await api.SendAsync(HttpMethod.Post, "/api/v1/ticks", Ticks("SPY", 99, 101))).Status);
        await api.Silo.WhenFolded();

        var trigger = Assert.Single((await api.SendAsync(HttpMethod.Get, "/api/v1/triggers?after=0")).Body
            .GetProperty("items").EnumerateArray());
        Assert.Equal(alert.GetProperty("id").GetString(), trigger.GetProperty("alertId").GetString());
        Assert.Equal(101, trigger.GetProperty("price").GetDouble());
        var quote = (await api.SendAsync(HttpMethod.Get, "/api/v1/quotes/SPY")).Body;
        Assert.Equal(101, quote.GetProperty("lastPrice").GetDouble());
    }

    [Fact]
    public async Task Alert_ChangedWithoutWatchingForSomethingElse_GoesOnAsItIs()
    {
        await using var api = await MarketApi.StartAsync();
        var id = (await api.SendAsync(HttpMethod.Post, "/api/v1/alerts", Alert("SPY", "price > 100"))).Body.GetProperty("id").GetString();
        await api.SendAsync(HttpMethod.Post, "/api/v1/ticks", Ticks("SPY", 101));
        await api.Silo.WhenFolded();

        var path = $"/api/v1/alerts/{id}";
        var shown = JsonNode.Parse((await api.SendAsync(HttpMethod.Get, path)).Body.GetRawText())!.AsObject();
        shown["name"] = "renamed";
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, path, shown)).Status);
        var patched = await api.SendAsync(HttpMethod.Patch, path, new JsonObject { ["severity"] = "critical" });
        Assert.Equal((200, "renamed"), (patched.Status, patched.Body.GetProperty("name").GetString()));
        await api.SendAsync(HttpMethod.Post, "/api/v1/ticks", Ticks("SPY", 102));
        await api.Silo.WhenFolded();
        Assert.Equal([101], await api.Silo.TriggerPrices());

        // What it watches for changes: armed freshly, and said as it is now.
        await api.SendAsync(HttpMethod.Patch, path, new JsonObject { ["rearm"] = 0.5, ["name"] = null });
        await api.SendAsync(HttpMethod.Post, "/api/v1/ticks", Ticks("SPY", 103));
        await api.Silo.WhenFolded();
        Assert.Equal([101, 103], await api.Silo.TriggerPrices());
        var newest = (await api.Silo.Inbox.ReadAfter(0, 10))[^1];
        Assert.Equal((null, AlertSeverity.Critical), (newest.Name, newest.Severity));
        Assert.Equal(400, (await api.SendAsync(HttpMethod.Patch, path, new JsonObject { ["pirce"] = 1 })).Status);
    }

    [Fact]
    public async Task Alert_PausedResumedAndDeleted_ShowsItEachTime()
    {
        await using var api = await MarketApi.StartAsync();
        var path = $"/api/v1/alerts/{(await api.SendAsync(
            HttpMethod.Post, "/api/v1/alerts", Alert("SPY", "price > 100"))).Body.GetProperty("id").GetString()}";

        foreach (var (action, expected) in ((string, string)[])[("pause", "paused"), ("resume", "armed")])
        {
            Assert.Equal(200, (await api.SendAsync(HttpMethod.Post, $"{path}/{action}")).Status);
            Assert.Equal(expected, (await api.SendAsync(HttpMethod.Get, path)).Body.GetProperty("status").GetString());
        }

        Assert.Equal(204, (await api.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(404, (await api.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Theory]
    [InlineData("/api/v1/quotes/GHOST")]
    [InlineData("/api/v1/trades/GHOST")]
    [InlineData("/api/v1/candles/GHOST?interval=1m")]
    public async Task Symbol_NeverSeen_IsNotFoundAndActivatesAndStoresNothing(string path)
    {
        await using var api = await MarketApi.StartAsync();
        Assert.Equal(404, (await api.SendAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(0, await api.Silo.CountActivationsAsync("symbol"));
        Assert.Empty(await api.Silo.Directory.List(null, 10));
    }

    [Fact]
    public async Task Trigger_MarkedRead_IsCountedSo()
    {
        await using var api = await MarketApi.StartAsync();
        await api.SendAsync(HttpMethod.Post, "/api/v1/alerts", Alert("SPY", "price crosses above 100"));
        await api.SendAsync(HttpMethod.Post, "/api/v1/ticks", Ticks("SPY", 99, 101, 99, 102));
        await api.Silo.WhenFolded();

        Assert.Equal(2, await UnreadAsync(api));
        Assert.Equal(200, (await api.SendAsync(
            HttpMethod.Post, "/api/v1/inbox/read", new JsonObject { ["numbers"] = new JsonArray(1) })).Status);
        Assert.Equal(1, await UnreadAsync(api));
    }

    private static async Task<int> UnreadAsync(MarketApi api) =>
        (await api.SendAsync(HttpMethod.Get, "/api/v1/inbox")).Body.GetProperty("unreadCount").GetInt32();

    private static JsonObject Alert(string symbol, string when) => new() { ["symbol"] = symbol, ["when"] = when };

    private static JsonArray Ticks(string symbol, params double[] prices) =>
        [.. prices.Select(price => (JsonNode)new JsonObject { ["symbol"] = symbol, ["price"] = price })];
}
