using System.Globalization;
using System.Text.Json.Nodes;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>Replays a scenario through real silos on one data folder: first the alerts, then the trades.</summary>
internal sealed class ReplayRun(ReplayScenario scenario, TempFolder data, params string[] options)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>Creates the alerts in a silo without a source, and ends it.</summary>
    public async Task CreateAlertsAsync()
    {
        await using var silo = await SiloProcess.StartAsync(data.Path, ["--Source", "none", .. options]);
        var answer = await silo.Api.CreateAlertsAsync((JsonArray)scenario.Alerts.DeepClone());
        Assert.Equal(scenario.Alerts.Count, answer.GetProperty("created").GetInt32());
        await silo.StopAsync();
    }

    /// <summary>Starts a silo that replays the trades, and does not wait.</summary>
    public SiloProcess Launch(string speed = "max", int? chunkTicks = null) => SiloProcess.Launch(
        data.Path,
        [
            "--Source", "replay", "--Replay:File", scenario.TickFile, "--Replay:Speed", speed,
            .. chunkTicks is { } ticks
                ? (string[])["--Replay:ChunkTicks", ticks.ToString(CultureInfo.InvariantCulture)]
                : [],
            .. options,
        ]);

    /// <summary>Waits until a silo has replayed and folded everything.</summary>
    public static async Task FinishAsync(SiloProcess silo)
    {
        await silo.WaitUntilReadyAsync(Bound);
        await Eventually.BecomesTrueAsync(
            "the replay is folded to its end", Bound, silo.Api.HasCaughtUpAsync, () => silo.Output);
    }

    /// <summary>Demands that the inbox holds what the scenario says.</summary>
    public Task AssertTriggersAsync(SiloProcess silo) => TriggerCheck.AssertAsync(scenario, silo.Api);
}
