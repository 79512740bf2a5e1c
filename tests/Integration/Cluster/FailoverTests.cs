using Npgsql;
using Tripline.Tests.Integration.EndToEnd;
using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>What a cluster makes of the worst moments.</summary>
public sealed class FailoverTests(SharedPostgres postgres, SharedKafka kafka)
{
    private const int Partitions = 12;

    private static readonly TimeSpan Feeding = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task AllSilos_KilledAtOnceAndStartedElsewhere_ServeSoonSayWhatTheyWaitForAndLoseNothing()
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 15, tickCount: 20_000);
        await using var cluster = await StartAsync(scenario);
        using var feed = new TickFeed(await kafka.ServerAsync(), cluster.Topic, scenario.TickFile);
        await feed.FeedAsync(feed.Count / 2, Feeding / 2, TestContext.Current.CancellationToken);

        await Task.WhenAll(cluster.Silos.ToList().Select(cluster.KillAsync));
        for (var i = 0; i < 3; i++)
        {
            // On a port of its own and, as a new container would be, on a machine of another name.
            cluster.Launch(host: $"elsewhere-{i}");
        }

        var feeding = feed.FeedAsync(feed.Count, Feeding / 2, TestContext.Current.CancellationToken);
        await cluster.WaitUntilSharedAsync();
        await feeding;
        await feed.EndAsync();
        await cluster.WaitUntilFoldedAsync(feed.Count);
        await TriggerCheck.AssertAsync(scenario, cluster.Silos[0].Api);
        Assert.Contains(
            cluster.Silos.SelectMany(silo => silo.History),
            line => line.Contains("takes no connection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silo_FrozenPastItsDeathAndThawed_EndsByItselfAndItsClientsHaveEveryTriggerOnce()
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 16, tickCount: 20_000);
        await using var cluster = await StartAsync(scenario);
        var frozen = cluster.Silos[0];
        var next = frozen;
        await using var watcher = new InboxWatcher(() => next);
        watcher.Start();
        using var feed = new TickFeed(await kafka.ServerAsync(), cluster.Topic, scenario.TickFile);
        var feeding = feed.FeedAsync(feed.Count, Feeding, TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync(
            "the client of the silo has a trigger", Bound, () => Task.FromResult(watcher.Seen.Count > 0), cluster.Describe);

        var held = (await TestCluster.PartitionsAsync(frozen)).Keys.ToHashSet();
        frozen.Freeze();
        await Eventually.BecomesTrueAsync(
            "the others take its partitions",
            Bound,
            async () =>
            {
                var others = await Task.WhenAll(cluster.Silos.Skip(1).Select(TestCluster.PartitionsAsync));
                return held.IsSubsetOf(others.SelectMany(share => share.Keys));
            },
            cluster.Describe);
        next = cluster.Silos[1];
        frozen.Thaw();
        Assert.NotEqual(0, await frozen.WaitForExitAsync(Bound));
        Assert.Contains("The silo cannot go on and ends", frozen.Output, StringComparison.Ordinal);
        await cluster.KillAsync(frozen);

        cluster.Launch();
        await feeding;
        await feed.EndAsync();
        await cluster.WaitUntilSharedAsync();
        await cluster.WaitUntilFoldedAsync(feed.Count);
        await TriggerCheck.AssertAsync(scenario, cluster.Silos[0].Api);
        await Eventually.BecomesTrueAsync(
            "the client has as many triggers as there are",
            Bound,
            () => Task.FromResult(watcher.Seen.Count >= scenario.ExpectedCount),
            cluster.Describe);
        Assert.Equal(Enumerable.Range(1, scenario.ExpectedCount).Select(n => (long)n), watcher.Seen);
        Assert.Equal(2, watcher.ConnectionCount);
    }

    [Fact]
    public async Task Partitions_MovedAwayAndBackUnderLoad_LoseNothingAndRepeatNothing()
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 18, tickCount: 20_000);
        await using var cluster = await StartAsync(scenario, silos: 1);
        using var feed = new TickFeed(await kafka.ServerAsync(), cluster.Topic, scenario.TickFile);
        var moved = 0;
        for (var round = 1; round <= 3; round++)
        {
            var feeding = feed.FeedAsync(feed.Count * round / 3, Feeding, TestContext.Current.CancellationToken);
            var guest = cluster.Launch();
            await cluster.WaitUntilSharedAsync();
            moved += (await TestCluster.PartitionsAsync(guest)).Count;
            await feeding;
            await cluster.StopAsync(guest);
        }

        await feed.EndAsync();
        await cluster.WaitUntilFoldedAsync(feed.Count);
        await TriggerCheck.AssertAsync(scenario, cluster.Silos[0].Api);
        Assert.True(moved >= 3, "each time some partitions moved");
    }

    [Fact]
    public async Task Database_RestoredFromAnEarlierDumpWithTheTopicStillThere_HasEveryTriggerOnce()
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 17, tickCount: 20_000);
        await using var cluster = await StartAsync(scenario);
        using var feed = new TickFeed(await kafka.ServerAsync(), cluster.Topic, scenario.TickFile);
        await feed.FeedAsync(feed.Count / 2, Feeding / 2, TestContext.Current.CancellationToken);
        var server = await postgres.ServerAsync();
        var dump = await server.DumpAsync(cluster.ConnectionString);
        await feed.FeedAsync(feed.Count, Feeding / 2, TestContext.Current.CancellationToken);
        await feed.EndAsync();
        await cluster.WaitUntilFoldedAsync(feed.Count);

        await Task.WhenAll(cluster.Silos.ToList().Select(cluster.StopAsync));
        await server.RestoreAsync(cluster.ConnectionString, dump);
        await cluster.StartAsync(2);
        await cluster.WaitUntilFoldedAsync(feed.Count);
        await TriggerCheck.AssertAsync(scenario, cluster.Silos[0].Api);
    }

    [Fact]
    public async Task Partitions_WithTwoActivationsForced_EndTheOlderOneAndLoseNothing()
    {
        using var files = new TempFolder();
        var scenario = ReplayScenario.SimulatedTrades(files, seed: 19, tickCount: 20_000);
        await using var cluster = await StartAsync(scenario, silos: 1);
        var older = cluster.Silos[0];
        using var feed = new TickFeed(await kafka.ServerAsync(), cluster.Topic, scenario.TickFile);
        await feed.FeedAsync(feed.Count / 2, Feeding / 2, TestContext.Current.CancellationToken);
        await using (var database = NpgsqlDataSource.Create(cluster.ConnectionString))
        await using (var forget = database.CreateCommand("delete from orleans.activation"))
        {
            Assert.True(await forget.ExecuteNonQueryAsync() >= Partitions, "each partition was entered");
        }

        // Nobody tells the older silo that its partitions live elsewhere now, and it gets no tick that it could not store.
        var newer = cluster.Launch();
        var twice = new HashSet<int>();
        await Eventually.BecomesTrueAsync(
            "both silos hold the same partitions",
            Bound,
            async () =>
            {
                var shares = await Task.WhenAll(TestCluster.PartitionsAsync(older), TestCluster.PartitionsAsync(newer));
                twice.UnionWith(shares[0].Keys.Intersect(shares[1].Keys));
                return twice.Count >= Partitions / 3;
            },
            cluster.Describe);
        var held = await TestCluster.GenerationsAsync(newer);

        var feeding = feed.FeedAsync(feed.Count, Feeding, TestContext.Current.CancellationToken);
        await cluster.WaitUntilSharedAsync();
        await feeding;
        await feed.EndAsync();
        await cluster.WaitUntilFoldedAsync(feed.Count);
        var later = await TestCluster.GenerationsAsync(newer);
        Assert.All(held, partition => Assert.Equal(partition.Value, later[partition.Key]));
        await TriggerCheck.AssertAsync(scenario, cluster.Silos[0].Api);
    }

    private async Task<TestCluster> StartAsync(ReplayScenario scenario, int silos = 3)
    {
        var cluster = await TestCluster.CreateAsync(
            await postgres.ServerAsync(), await kafka.ServerAsync(), Partitions);
        await cluster.StartAsync(silos);
        await cluster.CreateAlertsAsync(scenario.Alerts);
        return cluster;
    }
}
