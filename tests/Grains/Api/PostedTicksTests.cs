using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tripline.Tests.Grains.Api;

/// <summary>What the answer to posted ticks says is what is stored.</summary>
public sealed class PostedTicksTests
{
    private const long T = 1_764_201_600_000;

    [Fact]
    public async Task Sequences_ThatCountPerSymbol_AreAllStored()
    {
        await using var api = await MarketApi.StartAsync();
        var ticks = Enumerable.Range(0, 30).Select(n => (JsonNode)new JsonObject
        {
            ["symbol"] = $"S{n / 3}",
            ["price"] = 100 + n,
            ["time"] = T + n,
            ["source"] = "binance",
            ["sequence"] = ((10 - (n / 3)) * 1_000_000) + (n % 3),
        }).ToArray();

        Assert.Equal((30, "[]"), await PostAsync(api, [.. ticks]));
        await api.Silo.WhenFolded();
        for (var k = 0; k < 10; k++)
        {
            var trades = (await api.SendAsync(HttpMethod.Get, $"/api/v1/trades/S{k}")).Body.GetProperty("items");
            Assert.Equal(3, trades.GetArrayLength());
        }
    }

    [Fact]
    public async Task SameTickAgain_IsNamedAndNotStored()
    {
        await using var api = await MarketApi.StartAsync();
        Assert.Equal((1, "[]"), await PostAsync(api, Tick(7)));
        Assert.Equal((0, "[0]"), await PostAsync(api, Tick(7)));
        Assert.Equal((2, "[0,3]"), await PostAsync(api, Tick(7), Tick(8), Tick("x"), Tick(8)));
        Assert.Equal((1, "[1,2]"), await PostAsync(api, Tick("y"), Tick("x"), Tick("y")));
        Assert.Equal((1, "[]"), await PostAsync(api, Tick(1, "tuesday")));
        await api.Silo.CrashAsync();
        await api.Silo.WhenFolded();
        Assert.Equal(5, (await api.Silo.Symbol("SPY").GetSummary()).TickCount);
    }

    [Fact]
    public async Task Alert_OfBeforeTheTicksWereFolded_IsNotTestedAgainstThoseThatWereAcknowledged()
    {
        await using var api = await MarketApi.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var symbol = $"S{round}";
            var ticks = Enumerable.Range(0, 20_000).Select(n => (JsonNode)new JsonObject
            {
                ["symbol"] = symbol, ["price"] = n == 19_999 ? 101 : 99, ["time"] = T + n,
            });
            Assert.Equal((20_000, "[]"), await PostAsync(api, [.. ticks]));
            var alert = new JsonObject { ["symbol"] = symbol, ["when"] = "price crosses above 100" };
            var (status, created) = await api.SendAsync(HttpMethod.Post, "/api/v1/alerts", alert);
            Assert.Equal((201, "armed"), (status, created.GetProperty("status").GetString()));
            var listed = (await api.SendAsync(HttpMethod.Get, $"/api/v1/alerts?symbol={symbol}")).Body.GetProperty("items");
            Assert.Equal(1, listed.GetArrayLength());
            await api.Silo.WhenFolded();
            Assert.Equal(round, (await api.Silo.TriggerPrices()).Count);

            await PostAsync(api, new JsonObject { ["symbol"] = symbol, ["price"] = 99, ["time"] = T + 20_000 },
                new JsonObject { ["symbol"] = symbol, ["price"] = 102 + round, ["time"] = T + 20_001 });
            await api.Silo.WhenFolded();
            Assert.Equal(102 + round, (await api.Silo.TriggerPrices())[^1]);
        }
    }

    private static JsonObject Tick(JsonNode number, string? session = null)
    {
        var tick = new JsonObject
        {
            ["symbol"] = "SPY", ["price"] = 100, ["time"] = T, ["source"] = "feed",
            [number.GetValueKind() == JsonValueKind.String ? "id" : "sequence"] = number,
        };
        if (session is not null)
        {
            tick["session"] = session;
        }

        return tick;
    }

    private static async Task<(int Accepted, string Repeated)> PostAsync(MarketApi api, params JsonNode[] ticks)
    {
        var (status, body) = await api.SendAsync(HttpMethod.Post, "/api/v1/ticks", new JsonArray(ticks));
        Assert.Equal(202, status);
        var repeated = body.GetProperty("repeated").EnumerateArray().Select(repeat => repeat.GetProperty("index").GetInt32());
        return (body.GetProperty("accepted").GetInt32(), $"[{string.Join(',', repeated)}]");
    }
}
