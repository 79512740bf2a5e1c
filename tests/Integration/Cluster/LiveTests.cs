using System.Text.Json;
using System.Text.Json.Nodes;
using Tripline.Streams;
using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>What clients see live, on whichever silo they are.</summary>
public sealed class LiveTests(SharedPostgres postgres, SharedKafka kafka)
{
    private const int Partitions = 6;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Client_OfAnySilo_SeesQuotesCandlesAndTriggersOfEachSymbol()
    {
        await using var cluster = await TestCluster.CreateAsync(await postgres.ServerAsync(), await kafka.ServerAsync(), Partitions);
        await cluster.StartAsync(3);
        var symbols = await OneOfEachAsync(cluster);
        await cluster.CreateAlertsAsync(Alerts(symbols));
        var clients = new List<HubClient>();
        foreach (var silo in cluster.Silos)
        {
            var client = await HubClient.ConnectAsync(silo.Address);
            clients.Add(client);
            await client.InvokeAsync("WatchSymbols", symbols.AsEnumerable());
            await client.InvokeAsync("WatchTriggers", 0);
        }

        foreach (var price in (int[])[99, 101, 102])
        {
            await PostAsync(cluster, symbols, price);
        }

        foreach (var client in clients)
        {
            await SeeAsync(client, "quotes", symbols, static quote =>
                quote.GetProperty("lastPrice") is { ValueKind: JsonValueKind.Number } price && price.GetDouble() == 102);
            await SeeAsync(client, "candles", symbols, static update =>
                update.GetProperty("interval").GetString() == "1d" && update.GetProperty("candle").GetProperty("close").GetDouble() == 102);
            await SeeAsync(client, "trigger", symbols, static trigger => trigger.GetProperty("price").GetDouble() == 101);
        }

        // A change without a tick.
        await cluster.CreateAlertsAsync(Alerts(symbols));
        foreach (var client in clients)
        {
            await SeeAsync(client, "quotes", symbols, static quote => quote.GetProperty("alertCount").GetInt32() == 2);
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Clients_OfAllSilos_HearOfEachTriggerSoonerThanByAskingAgain()
    {
        await using var cluster = await TestCluster.CreateAsync(await postgres.ServerAsync(), await kafka.ServerAsync(), Partitions);
        await cluster.StartAsync(3);
        await cluster.CreateAlertsAsync(Alerts(["AAPL"]));
        var clients = new List<HubClient>();
        foreach (var silo in cluster.Silos)
        {
            clients.Add(await HubClient.ConnectAsync(silo.Address));
            await clients[^1].InvokeAsync("WatchTriggers", 0);
        }

        // Inboxes are asked again once a second.
        const int Rounds = 40;
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(Rounds / 2));
        for (var round = 1; round <= Rounds; round++)
        {
            await PostAsync(cluster, ["AAPL"], 99);
            await PostAsync(cluster, ["AAPL"], 101);
            foreach (var client in clients)
            {
                var trigger = (await client.Events("trigger").ReadAsync(bound.Token))[0];
                Assert.Equal(round, trigger.GetProperty("number").GetInt64());
            }
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Client_WhoseSymbolsComeToAnotherSilo_SeesThemOnAfterwards()
    {
        await using var cluster = await TestCluster.CreateAsync(await postgres.ServerAsync(), await kafka.ServerAsync(), Partitions);
        await cluster.StartAsync(2);
        var symbols = await OneOfEachAsync(cluster);
        await cluster.CreateAlertsAsync(Alerts(symbols));
        await using var client = await HubClient.ConnectAsync(cluster.Silos[0].Address);
        await client.InvokeAsync("WatchSymbols", symbols.AsEnumerable());
        await client.InvokeAsync("WatchTriggers", 0);
        await PostAsync(cluster, symbols, 99);
        await SeeAsync(client, "quotes", symbols, static quote => quote.GetProperty("tickCount").GetInt64() == 1);

        await cluster.StopAsync(cluster.Silos[1]);
        await cluster.WaitUntilSharedAsync();
        await PostAsync(cluster, symbols, 103);

        await SeeAsync(client, "quotes", symbols, static quote => quote.GetProperty("tickCount").GetInt64() == 2);
        await SeeAsync(client, "trigger", symbols, static trigger => trigger.GetProperty("price").GetDouble() == 103);
    }

    private static JsonArray Alerts(IEnumerable<string> symbols) => [.. symbols.Select(symbol =>
        (JsonNode)new JsonObject { ["symbol"] = symbol, ["when"] = "price crosses above 100", ["frequency"] = "everyTime" })];

    private static Task<JsonElement> PostAsync(TestCluster cluster, IEnumerable<string> symbols, double price) =>
        cluster.Silos[0].Api.PostTicksAsync(new JsonArray([.. symbols.Select(symbol =>
            (JsonNode)new JsonObject { ["symbol"] = symbol, ["price"] = price, ["size"] = 1 })]));

    // A symbol for each silo, of a partition that it holds.
    private static async Task<List<string>> OneOfEachAsync(TestCluster cluster)
    {
        var symbols = new List<string>();
        foreach (var silo in cluster.Silos)
        {
            var held = await TestCluster.PartitionsAsync(silo);
            symbols.Add(Enumerable.Range(0, 1_000).Select(number => $"SYM{number}")
                .First(symbol => held.ContainsKey(SymbolPartition.Of(symbol, Partitions))));
        }

        return symbols;
    }

    // Reads the events until each symbol has had one that fits.
    private static async Task SeeAsync(
        HubClient client, string name, IEnumerable<string> symbols, Func<JsonElement, bool> fits)
    {
        using var bound = new CancellationTokenSource(Bound);
        var missing = symbols.ToHashSet(StringComparer.Ordinal);
        while (missing.Count > 0)
        {
            var message = (await client.Events(name).ReadAsync(bound.Token))[0];
            foreach (var item in message.ValueKind == JsonValueKind.Array ? message.EnumerateArray().ToList() : [message])
            {
                if (fits(item))
                {
                    missing.Remove(item.GetProperty("symbol").GetString()!);
                }
            }
        }
    }
}
