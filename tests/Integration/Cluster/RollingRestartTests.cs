using Tripline.Tests.Integration.EndToEnd;
using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>All silos restarted one after another, as an upgrade does, while trades come in and clients watch.</summary>
public sealed class RollingRestartTests(SharedPostgres postgres, SharedKafka kafka, ITestOutputHelper output)
{
    private const int Clients = 6;

    private static readonly TimeSpan Feeding = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Silos_RestartedOneAfterAnotherUnderLoad_EveryClientHasEveryTriggerOnce()
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 14, tickCount: 50_000);
        await using var cluster = await TestCluster.CreateAsync(
            await postgres.ServerAsync(), await kafka.ServerAsync(), partitions: 12);
        await cluster.StartAsync(3);
        await cluster.CreateAlertsAsync(scenario.Alerts);

        var turn = 0;
        var watchers = Enumerable.Range(0, Clients)
            .Select(_ => new InboxWatcher(() => cluster.AnyOf(Interlocked.Increment(ref turn))))
            .ToList();
        watchers.ForEach(watcher => watcher.Start());
        using var feed = new TickFeed(await kafka.ServerAsync(), cluster.Topic, scenario.TickFile);
        var feeding = feed.FeedAsync(feed.Count, Feeding, TestContext.Current.CancellationToken);
        foreach (var old in cluster.Silos.ToList())
        {
            await cluster.StopAsync(old);
            cluster.Launch();
            await cluster.WaitUntilSharedAsync();
        }

        await feeding;
        await feed.EndAsync();
        await cluster.WaitUntilFoldedAsync(feed.Count);
        await TriggerCheck.AssertAsync(scenario, cluster.Silos[0].Api);
        foreach (var watcher in watchers)
        {
            await Eventually.BecomesTrueAsync(
                "the client has as many triggers as there are",
                TimeSpan.FromSeconds(30),
                () => Task.FromResult(watcher.Seen.Count >= scenario.ExpectedCount),
                cluster.Describe);
            Assert.Equal(Enumerable.Range(1, scenario.ExpectedCount).Select(n => (long)n), watcher.Seen);
            await watcher.DisposeAsync();
        }

        output.WriteLine($"{scenario.ExpectedCount} triggers, {watchers.Sum(w => w.ConnectionCount)} connections");
        Assert.True(watchers.Sum(watcher => watcher.ConnectionCount) > Clients, "some clients lost their silo");
    }
}
