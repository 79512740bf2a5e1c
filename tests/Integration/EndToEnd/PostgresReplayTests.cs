using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>The reference run with the state in PostgreSQL.</summary>
public sealed class PostgresReplayTests(SharedPostgres postgres, ITestOutputHelper output)
{
    private const int Crashes = 10;

    [Fact]
    public async Task Silo_ReplaysRealTradesOnPostgres_ProducesTheReferenceTriggers() =>
        await ReplayAsync(ReplayScenario.RealTrades());

    [Fact]
    public async Task Silo_ReplaysSimulatedTradesOnPostgres_ProducesWhatTheNaiveEvaluationDoes()
    {
        using var files = new TempFolder();
        await ReplayAsync(ReplayScenario.SimulatedTrades(files, seed: 21, tickCount: 100_000));
    }

    [Fact]
    public async Task Silo_KilledAtRandomMomentsOnPostgresAndRealTrades_LosesNoTriggerAndRepeatsNone() =>
        await CrashAsync(ReplayScenario.RealTrades(), "4000x");

    [Fact]
    public async Task Silo_KilledAtRandomMomentsOnPostgresAndSimulatedTrades_LosesNoTriggerAndRepeatsNone()
    {
        using var files = new TempFolder();
        await CrashAsync(ReplayScenario.SimulatedTrades(files, seed: 22, tickCount: 100_000), "500x");
    }

    private async Task ReplayAsync(ReplayScenario scenario)
    {
        using var data = new TempFolder();
        var run = new ReplayRun(scenario, data, SiloOptionNames.Database, await DatabaseAsync());
        await run.CreateAlertsAsync();
        await using var silo = run.Launch();
        await ReplayRun.FinishAsync(silo);
        await run.AssertTriggersAsync(silo);
    }

    private async Task CrashAsync(ReplayScenario scenario, string speed)
    {
        var random = new Random(TestSeed.Next(output.WriteLine));
        using var data = new TempFolder();
        var run = new ReplayRun(
            scenario,
            data,
            SiloOptionNames.Database, await DatabaseAsync(),
            SiloOptionNames.CheckpointInterval, "00:00:00.5",
            SiloOptionNames.Partitions, "4");
        await run.CreateAlertsAsync();
        for (var crash = 0; crash < Crashes; crash++)
        {
            await using var silo = run.Launch(speed, chunkTicks: 500);
            var isEarly = random.Next(4) == 0;
            if (!isEarly)
            {
                await silo.WaitUntilReadyAsync();
            }

            // The moment is the stimulus of this test, not a wait for something.
            await Task.Delay(random.Next(isEarly ? 2_000 : 1_000), TestContext.Current.CancellationToken);
            await silo.KillAsync();
        }

        await using var last = run.Launch();
        await ReplayRun.FinishAsync(last);
        await run.AssertTriggersAsync(last);
    }

    private async Task<string> DatabaseAsync() => await (await postgres.ServerAsync()).CreateDatabaseAsync();
}
