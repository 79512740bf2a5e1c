using System.Globalization;
using Tripline.Tests.Integration.EndToEnd;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>Silos that are killed, frozen and joined, and servers that are restarted, at random moments while trades
/// come in: nothing is lost and nothing comes twice.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Partitions = 12;

    private static readonly FaultPlan All = new(
        Kills: 20, Joins: 10, Freezes: 5, DatabaseRestarts: 3, BrokerRestarts: 3, TimeSpan.FromSeconds(2));

    private static readonly FaultPlan Few = new(
        Kills: 4, Joins: 2, Freezes: 1, DatabaseRestarts: 1, BrokerRestarts: 1, TimeSpan.FromSeconds(1.5));

    // For all of it; each wait has a shorter one of its own.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Cluster_InChaosOnRealTrades_LosesNothingAndRepeatsNothing() =>
        await RunAsync(ReplayScenario.RealTrades(), All);

    [Fact]
    public async Task Cluster_InChaosOnSimulatedTrades_LosesNothingAndRepeatsNothing()
    {
        // A short one where the real trades go through the long one.
        var isAlone = SharedData.Find("us-equity-trades-20131007.csv.gz") is null;
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 13, tickCount: isAlone ? 200_000 : 40_000);
        await RunAsync(scenario, isAlone ? All with { Unit = TimeSpan.FromSeconds(1.5) } : Few);
    }

    private async Task RunAsync(ReplayScenario scenario, FaultPlan plan)
    {
        var seed = TestSeed.Next(output.WriteLine);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Bound);
        await using var postgres = await PostgresServer.StartAsync();
        await using var kafka = await KafkaServer.StartAsync();
        await using var cluster = await TestCluster.CreateAsync(
            postgres,
            kafka,
            Partitions,
            "--Logging:LogLevel:Tripline.Grains.Partitions",
            "Debug");
        await cluster.StartAsync(3);
        await cluster.CreateAlertsAsync(scenario.Alerts);
        using var feed = new TickFeed(kafka, cluster.Topic, scenario.TickFile);
        var chaos = new Chaos(cluster, postgres, kafka, feed, new Random(seed), output.WriteLine, limit.Token);
        try
        {
            await chaos.RunAsync(plan);
            await feed.EndAsync();
            await AssertAsync(scenario, cluster, kafka, limit.Token);
        }
        catch
        {
            await KeepAsync(cluster, seed);
            throw;
        }

        var refused = await chaos.CountRefusalsAsync();
        output.WriteLine($"{refused} writes of silos that were no longer the owners were refused");
        Assert.True(refused > 0 || plan.Freezes < All.Freezes, "a silo that was frozen wrote and was refused");
        output.WriteLine($"{cluster.DeclaredDeadCount} silos ended because they were declared dead, {plan.Freezes} were frozen");
        Assert.Empty(cluster.Crashes);
    }

    private static async Task AssertAsync(
        ReplayScenario scenario, TestCluster cluster, KafkaServer kafka, CancellationToken cancellationToken)
    {
        await cluster.WaitUntilSharedAsync(cancellationToken);
        var records = await Kcat.ConsumeAsync(kafka, cluster.Topic);
        await cluster.WaitUntilFoldedAsync(records.Count, Recovery);
        var differences = TriggerDifferences.Between(scenario, await cluster.Silos[0].Api.GetTriggersAsync());
        if (differences is not { Missing: [], Surplus: [] })
        {
            Assert.Fail(ChaosReport.Write(differences, records, cluster.Journal()));
        }

        foreach (var silo in cluster.Silos)
        {
            await TriggerCheck.AssertAsync(scenario, silo.Api);
        }
    }

    /// <summary>Leaves what all silos wrote beside the other results, for whoever wants to know why.</summary>
    private async Task KeepAsync(TestCluster cluster, int seed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SiloProgram.RepositoryFolder, "artifacts", "chaos"));
        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{seed}.log"));
        await File.WriteAllLinesAsync(path, cluster.Journal());
        output.WriteLine($"What all silos wrote is in {path}.");
    }
}
