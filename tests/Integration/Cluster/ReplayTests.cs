using Tripline.Tests.Integration.EndToEnd;
using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>The reference run on three silos, its trades produced by a program that is not ours.</summary>
public sealed class ReplayTests(SharedPostgres postgres, SharedKafka kafka)
{
    private const int Partitions = 12;

    [Fact]
    public async Task ThreeSilos_RealTradesFromAnIndependentProducer_InboxEqualsTheReference() =>
        await ReplayAsync(ReplayScenario.RealTrades());

    [Fact]
    public async Task ThreeSilos_SimulatedTradesFromAnIndependentProducer_InboxEqualsTheNaiveEvaluation()
    {
        using var files = new TempFolder();
        await ReplayAsync(ReplayScenario.SimulatedTrades(files, seed: 12, tickCount: 50_000));
    }

    private async Task ReplayAsync(ReplayScenario scenario)
    {
        await using var cluster = await TestCluster.CreateAsync(
            await postgres.ServerAsync(), await kafka.ServerAsync(), Partitions);
        await cluster.StartAsync(3);
        await cluster.CreateAlertsAsync(scenario.Alerts);

        var ticks = ReplayScenario.ReadTicks(scenario.TickFile).ToList();
        await Kcat.ProduceAsync(await kafka.ServerAsync(), cluster.Topic, ticks.Select(TickLines.Foreign));
        await cluster.WaitUntilFoldedAsync(ticks.Count);
        foreach (var silo in cluster.Silos)
        {
            await TriggerCheck.AssertAsync(scenario, silo.Api);
        }
    }
}
