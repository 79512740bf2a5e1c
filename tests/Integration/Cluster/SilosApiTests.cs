using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>What any silo shows of all of them.</summary>
public sealed class SilosApiTests(SharedPostgres postgres, SharedKafka kafka)
{
    private const int Partitions = 6;

    [Fact]
    public async Task Silos_AskedAtAnyOfThem_AreShownWithTheirPartitionsAndGrains()
    {
        await using var cluster = await StartAsync();
        await cluster.CreateAlertsAsync(Alerts("AAPL", "MSFT", "SPY", "IBM", "X:Y-1", "BAC"));
        foreach (var silo in cluster.Silos)
        {
            var list = await silo.Api.GetAsync("/api/v1/silos");
            var items = list.GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(3, items.Count);
            Assert.Equal([true, false, false], items.Select(item => item.GetProperty("isSelf").GetBoolean()));
            Assert.All(items, item => Assert.Equal(JsonValueKind.Null, item.GetProperty("error").ValueKind));
            Assert.Equal(
                Enumerable.Range(0, Partitions),
                items.SelectMany(item => item.GetProperty("state").GetProperty("partitions").EnumerateArray())
                    .Select(partition => partition.GetProperty("number").GetInt32()).Order());
            Assert.Empty(list.GetProperty("unowned").EnumerateArray());

            var symbols = await silo.Api.GetAsync("/api/v1/silo/grains?type=symbol&limit=100");
            Assert.Equal(
                ["AAPL", "BAC", "IBM", "MSFT", "SPY", "X:Y-1"],
                symbols.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()).Order(StringComparer.Ordinal));
            var ids = items.Select(item => item.GetProperty("id").GetString()).ToList();
            Assert.All(symbols.GetProperty("items").EnumerateArray(), item =>
            {
                Assert.Contains(item.GetProperty("silo").GetString(), ids);
                Assert.True(item.GetProperty("calls").GetInt64() > 0);
            });
        }
    }

    [Fact]
    public async Task Grain_OnAnotherSilo_IsInspectedAndDeactivatedThere()
    {
        await using var cluster = await StartAsync();
        await cluster.CreateAlertsAsync(Alerts("AAPL", "MSFT", "SPY", "IBM"));
        foreach (var silo in cluster.Silos)
        {
            foreach (var symbol in (string[])["AAPL", "MSFT", "SPY", "IBM"])
            {
                // The first question activates it where the silo before has deactivated it.
                await silo.Api.GetAsync($"/api/v1/silo/grains/symbol/state?key={symbol}");
                var view = await silo.Api.GetAsync($"/api/v1/silo/grains/symbol/state?key={symbol}");
                Assert.True(view.GetProperty("isActive").GetBoolean());
                using var answer = await silo.Http.PostAsync($"/api/v1/silo/grains/symbol/deactivate?key={symbol}", null);
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Silos_OneDoesNotAnswer_IsShownAsSuchAndTheOthersAnswer()
    {
        await using var cluster = await StartAsync();
        cluster.Silos[1].Freeze();
        var items = (await cluster.Silos[0].Api.GetAsync("/api/v1/silos")).GetProperty("items").EnumerateArray().ToList();
        cluster.Silos[1].Thaw();
        Assert.Equal(3, items.Count);
        var silent = Assert.Single(items, item => item.GetProperty("state").ValueKind == JsonValueKind.Null);
        Assert.Contains("did not answer", silent.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static JsonArray Alerts(params string[] symbols) => [.. symbols.Select(symbol =>
        (JsonNode)new JsonObject { ["symbol"] = symbol, ["when"] = "price crosses above 100" })];

    private async Task<TestCluster> StartAsync()
    {
        var cluster = await TestCluster.CreateAsync(await postgres.ServerAsync(), await kafka.ServerAsync(), Partitions);
        await cluster.StartAsync(3);
        return cluster;
    }
}
