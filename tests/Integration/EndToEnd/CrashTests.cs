using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>A silo that is ended with SIGKILL again and again while it replays, and a hub client that comes back each
/// time with the last number it saw.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Crashes = 20;

    [Fact]
    public async Task Silo_KilledAtTwentyRandomMomentsOnRealTrades_LosesNoTriggerAndRepeatsNone() =>
        await CrashAsync(ReplayScenario.RealTrades(), "4000x");

    [Fact]
    public async Task Silo_KilledAtTwentyRandomMomentsOnSimulatedTrades_LosesNoTriggerAndRepeatsNone()
    {
        using var files = new TempFolder();
        await CrashAsync(ReplayScenario.SimulatedTrades(files, seed: 11, tickCount: 100_000), "500x");
    }

    private async Task CrashAsync(ReplayScenario scenario, string speed)
    {
        var random = new Random(TestSeed.Next(output.WriteLine));
        using var data = new TempFolder();
        var run = new ReplayRun(
            scenario, data, SiloOptionNames.CheckpointInterval, "00:00:00.5", SiloOptionNames.Partitions, "4");
        await run.CreateAlertsAsync();

        var seen = new List<long>();
        for (var crash = 1; crash <= Crashes; crash++)
        {
            await using var silo = run.Launch(speed, chunkTicks: 500);
            // Every fourth falls into the start and its recovery.
            var isEarly = random.Next(4) == 0;
            if (!isEarly)
            {
                await silo.WaitUntilReadyAsync();
            }

            var watching = isEarly ? Task.CompletedTask : WatchAsync(silo, seen);
            // The moment is the stimulus of this test, not a wait for something.
            await Task.Delay(random.Next(isEarly ? 1_500 : 1_000), TestContext.Current.CancellationToken);
            await silo.KillAsync();
            await watching;
            output.WriteLine($"Crash {crash}: {(isEarly ? "while starting" : $"trigger {seen.LastOrDefault()} seen")}");
        }

        await using var last = run.Launch();
        await ReplayRun.FinishAsync(last);
        await run.AssertTriggersAsync(last);

        await using var client = await HubClient.ConnectAsync(last.Address);
        await client.InvokeAsync("WatchTriggers", seen.LastOrDefault());
        while (seen.Count < scenario.ExpectedCount)
        {
            seen.Add(await ReadNumberAsync(client.Events("trigger")));
        }

        Assert.Equal(Enumerable.Range(1, scenario.ExpectedCount).Select(n => (long)n), seen);
    }

    // Takes triggers until the silo is gone, which it may be at any moment from the first.
    private async Task WatchAsync(SiloProcess silo, List<long> seen)
    {
        try
        {
            await using var client = await HubClient.ConnectAsync(silo.Address);
            await client.SendAsync("WatchTriggers", seen.LastOrDefault());
            await foreach (var arguments in client.Events("trigger").ReadAllAsync())
            {
                seen.Add(NumberOf(arguments));
            }
        }
        catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException)
        {
            output.WriteLine($"The silo went while its client came: {fault.Message}");
        }
    }

    private static async Task<long> ReadNumberAsync(ChannelReader<JsonElement> triggers)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return NumberOf(await triggers.ReadAsync(bound.Token));
    }

    private static long NumberOf(JsonElement arguments) => arguments[0].GetProperty("number").GetInt64();
}
