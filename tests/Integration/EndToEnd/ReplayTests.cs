using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>The reference run: real silos, from the file to the inbox, however the ticks are cut up.</summary>
public sealed class ReplayTests
{
    // Partitions, most ticks that a partition hands out at once, ticks an append, speed.
    public static TheoryData<int, int, int, string> Ways => new()
    {
        { 8, 65_536, 16_384, "max" },
        { 1, 1_000, 100, "max" },
        { 3, 7, 5_000, "max" },
        { 5, 65_536, 65_536, "20000x" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Silo_ReplaysRealTrades_ProducesTheReferenceTriggers(
        int partitions, int runTicks, int chunkTicks, string speed) =>
        await ReplayAsync(ReplayScenario.RealTrades(), partitions, runTicks, chunkTicks, speed);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Silo_ReplaysSimulatedTrades_ProducesWhatTheNaiveEvaluationDoes(
        int partitions, int runTicks, int chunkTicks, string speed)
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: partitions, tickCount: 100_000);
        await ReplayAsync(scenario, partitions, runTicks, chunkTicks, speed == "max" ? speed : "2000x");
    }

    private static async Task ReplayAsync(
        ReplayScenario scenario, int partitions, int runTicks, int chunkTicks, string speed)
    {
        using var data = new TempFolder();
        var run = new ReplayRun(
            scenario, data, SiloOptionNames.Partitions, $"{partitions}", SiloOptionNames.MaxRunTicks, $"{runTicks}");
        await run.CreateAlertsAsync();
        await using var silo = run.Launch(speed, chunkTicks);
        await ReplayRun.FinishAsync(silo);
        await run.AssertTriggersAsync(silo);
    }
}
