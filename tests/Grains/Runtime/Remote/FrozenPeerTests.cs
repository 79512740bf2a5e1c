using Tripline.Runtime.Remote;

namespace Tripline.Tests.Grains.Runtime.Remote;

public sealed class FrozenPeerTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task CallsToAFrozenSilo_FailAtTheirDeadline_AndGoOnWhenItDoes()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(
            2, 8, (options, _) => options.AddGrain<FarGrain>(),
            (options, _) => options.PeerTimeout = TimeSpan.FromSeconds(2));
        await using var relay = new FreezableRelay(cluster.Silos[1].Server.Port);
        cluster.Silos[1].ReachedBy = relay.Port;
        cluster.Probe.Open("open");
        var key = cluster.KeyOn(1);
        var grain = cluster.Silos[0].Grains.GetGrain<IFarGrain>(key);
        await grain.WaitShortly("open").WaitAsync(Bound);

        relay.Freeze();
        // More than the buffers on the way take; each has a second.
        var text = new string('x', 10_000);
        cluster.Probe.Open(text);
        var small = Enumerable.Range(0, 2_000).Select(_ => grain.WaitShortly("open")).ToArray();
        var large = Enumerable.Range(0, 3_000).Select(_ => grain.WaitShortly(text)).ToArray();
        foreach (var call in small.Concat(large))
        {
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(Bound));
            Assert.True(
                failure is TimeoutException or RemoteCallException { MayHaveRun: true }
                    or Tripline.Runtime.Placement.PartitionUnavailableException,
                failure.ToString());
        }

        relay.Thaw();
        Assert.Equal("silo1", await grain.Where().WaitAsync(Bound));
    }

    [Fact]
    public async Task SiloThatGivesNoSignOfLife_IsFoundOut_AndItsConnectionGivenUp()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(
            2, 8, (options, _) => options.AddGrain<FarGrain>(),
            (options, _) => options.PeerTimeout = TimeSpan.FromSeconds(1));
        await using var relay = new FreezableRelay(cluster.Silos[1].Server.Port);
        cluster.Silos[1].ReachedBy = relay.Port;
        var waiting = cluster.Silos[0].Grains.GetGrain<IFarGrain>(cluster.KeyOn(1)).Wait("never");
        await Task.WhenAny(waiting, Until(() => cluster.Probe.Count("waiting") == 1));
        relay.Freeze();
        var failure = await Assert.ThrowsAsync<RemoteCallException>(() => waiting.WaitAsync(Bound));
        Assert.True(failure.MayHaveRun);
        cluster.Probe.Open("never");
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.True(attempt < 2_000, "The condition did not hold in time.");
            await Task.Delay(5);
        }
    }
}
