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

    /// <summary>Demands that the inbox holds what the scenario says: each rule's triggers in their order, numbered
    /// without gap, none lost, none twice.</summary>
    public async Task AssertTriggersAsync(SiloProcess silo)
    {
        var triggers = await silo.Api.GetTriggersAsync();
        var byRule = triggers.ToLookup(trigger => trigger.Name, StringComparer.Ordinal);
        foreach (var (rule, expected) in scenario.Expected)
        {
            var found = byRule[rule].Select(trigger => new ExpectedTrigger(trigger.TimeMs, trigger.Price)).ToList();
            Assert.True(expected.SequenceEqual(found), Difference(rule, expected, found));
        }

        Assert.Equal(scenario.ExpectedCount, triggers.Count);
        Assert.Equal(Enumerable.Range(1, triggers.Count).Select(n => (long)n), triggers.Select(t => t.Number));
        Assert.Equal(triggers.Count, triggers.Select(trigger => trigger.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Difference(
        string rule, IReadOnlyList<ExpectedTrigger> expected, List<ExpectedTrigger> found)
    {
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{rule}: {found.Count} triggers instead of {expected.Count}; they differ from number {at} on: "
            + $"expected {string.Join(", ", expected.Skip(at).Take(3))}, found {string.Join(", ", found.Skip(at).Take(3))}";
    }
}
