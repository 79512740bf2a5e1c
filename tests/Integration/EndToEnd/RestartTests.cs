using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>What a silo keeps when it ends and starts again, gently or not.</summary>
public sealed class RestartTests
{
    private const long StartMs = 1_760_000_040_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_EndsAndStartsAgain_KeepsAlertsInboxAndCandlesAndGoesOn(bool gently)
    {
        using var data = new TempFolder();
        string alertId;
        Snapshot before;
        await using (var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none"))
        {
            alertId = await CreateAlertAsync(silo);
            await silo.Api.PostTicksAsync(Ticks(0, 99, 101, 99, 101));
            await WaitForTriggersAsync(silo, 2);
            before = await Snapshot.TakeAsync(silo, alertId);
            if (gently)
            {
                await silo.StopAsync();
            }
            else
            {
                await silo.KillAsync();
            }
        }

        await using var again = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        await WaitForTriggersAsync(again, 2);
        Assert.Equal(before, await Snapshot.TakeAsync(again, alertId));

        await again.Api.PostTicksAsync(Ticks(4, 99, 101));
        var triggers = await WaitForTriggersAsync(again, 3);
        Assert.Equal([1, 2, 3], triggers.Select(trigger => trigger.Number));
        var alert = await again.Api.GetAlertAsync(alertId);
        Assert.Equal(3, alert.GetProperty("triggerCount").GetInt64());
    }

    [Fact]
    public async Task Silo_KilledRightAfterItAcknowledgedTicks_HasThemWhenItIsBack()
    {
        using var data = new TempFolder();
        await using (var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none"))
        {
            await CreateAlertAsync(silo);
            await silo.Api.PostTicksAsync(Ticks(0, 99, 101));
            await silo.KillAsync();
        }

        await using var again = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        Assert.Single(await WaitForTriggersAsync(again, 1));
    }

    [Fact]
    public async Task Silo_OnADataFolderInUse_EndsWithAClearError()
    {
        using var data = new TempFolder();
        await using var first = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        await using var second = SiloProcess.Launch(data.Path, "--Source", "none");

        Assert.NotEqual(0, await second.WaitForExitAsync());
        Assert.Contains(data.Path, second.Output, StringComparison.Ordinal);
        Assert.Contains("another", second.Output, StringComparison.OrdinalIgnoreCase);
        using var answer = await first.Http.GetAsync("/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Silo_StartsWithAnotherNumberOfPartitions_EndsWithAClearError()
    {
        using var data = new TempFolder();
        await using (var first = await SiloProcess.StartAsync(data.Path, "--Source", "none"))
        {
            await first.StopAsync();
        }

        await using var second = SiloProcess.Launch(data.Path, "--Source", "none", SiloOptionNames.Partitions, "3");
        Assert.NotEqual(0, await second.WaitForExitAsync());
        Assert.Contains("8", second.Output, StringComparison.Ordinal);
        Assert.Contains("partitions", second.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--Source", "kafka", "simulator, replay or none")]
    [InlineData("--Source", "replay", "Replay:File")]
    [InlineData("--Simulator:Rate", "0", "Simulator:Rate")]
    public async Task Silo_StartsWithAWrongOption_EndsAndSaysWhatToGive(string option, string value, string expected)
    {
        using var data = new TempFolder();
        await using var silo = SiloProcess.Launch(data.Path, option, value);

        Assert.NotEqual(0, await silo.WaitForExitAsync());
        Assert.Contains(expected, silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_SimulatesAMarket_ShowsItsSymbolsAndKeepsItsRate()
    {
        using var data = new TempFolder();
        await using var silo = await SiloProcess.StartAsync(data.Path, "--Simulator:Rate", "2000");
        await Eventually.BecomesTrueAsync(
            "all ten symbols have a quote",
            TimeSpan.FromSeconds(30),
            async () => (await silo.Api.GetAsync("/api/v1/symbols")).GetProperty("items").GetArrayLength() == 10,
            () => silo.Output);
        await silo.StopAsync();
    }

    private static async Task<string> CreateAlertAsync(SiloProcess silo)
    {
        var alert = await silo.Api.CreateAlertAsync(
            new JsonObject { ["symbol"] = "AAPL", ["when"] = "price crosses above 100", ["name"] = "hundred" });
        return alert.GetProperty("id").GetString()!;
    }

    private static JsonArray Ticks(int firstMinute, params double[] prices) => new([.. prices.Select((price, i) =>
        (JsonNode)new JsonObject
        {
            ["symbol"] = "AAPL", ["price"] = price, ["size"] = 10, ["time"] = StartMs + ((firstMinute + i) * 60_000L),
        })]);

    private static async Task<List<ReceivedTrigger>> WaitForTriggersAsync(SiloProcess silo, int count)
    {
        List<ReceivedTrigger> triggers = [];
        await Eventually.BecomesTrueAsync(
            $"there are {count} triggers",
            TimeSpan.FromSeconds(30),
            async () => (triggers = await silo.Api.GetTriggersAsync()).Count >= count,
            () => silo.Output);
        return triggers;
    }

    private sealed record Snapshot(string Alert, string Triggers, string Candles, string Trades)
    {
        public static async Task<Snapshot> TakeAsync(SiloProcess silo, string alertId) => new(
            (await silo.Api.GetAlertAsync(alertId)).GetRawText(),
            JsonSerializer.Serialize(await silo.Api.GetTriggersAsync()),
            (await silo.Api.GetAsync($"/api/v1/candles/AAPL?interval=1m&from={StartMs}&to={StartMs + 600_000}"))
                .GetRawText(),
            (await silo.Api.GetAsync("/api/v1/trades/AAPL?limit=100")).GetRawText());
    }
}
