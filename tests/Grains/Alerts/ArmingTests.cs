using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Alerts;

public sealed class ArmingTests
{
    [Fact]
    public async Task Arm_ManyAtOnce_ShareEntriesAndAllWatch()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => silo.Create("SPY", "price crosses above 100")));
        await silo.Deliver("SPY", 2, 101);

        Assert.Equal(500, (await silo.TriggerPrices()).Count);
        Assert.InRange(silo.Checkpoints.EntryCount, 1, 499);
    }

    [Fact]
    public async Task Arm_WhileTicksCome_TakesEffectWhereTheJournalSays()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        var gate = new TaskCompletionSource();
        silo.Checkpoints.Gate = gate.Task;

        var creation = silo.Create("SPY", "price crosses above 100");
        var ticks = silo.Deliver("SPY", 2, 101);
        gate.SetResult();
        await Task.WhenAll(creation, ticks);
        var firstRun = await silo.TriggerPrices();
        await silo.CrashAsync();
        await silo.Deliver("SPY", 1, 99, 101);

        // Whether the tick came before or after the arming, the replay has it alike.
        Assert.Equal(firstRun, await silo.TriggerPrices());
        Assert.Equal(firstRun.Count, (await silo.Symbol("SPY").ListRules(null, 10, null))[0].TriggerCount);
    }

    [Fact]
    public async Task Disarm_ReplayedAfterACrash_StaysDisarmed()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        var id = await silo.Create("SPY", "price crosses 100");
        await silo.Deliver("SPY", 2, 101);
        await silo.Alert("SPY", id).Delete(null);
        await silo.CrashAsync();

        await silo.Deliver("SPY", 1, 99, 101, 99);

        Assert.Equal([101], await silo.TriggerPrices());
        Assert.Null(await silo.Alert("SPY", id).Get());
    }

    [Fact]
    public async Task Symbol_NeverSeen_IsInTheDirectoryOnceItHasARule()
    {
        await using var silo = await MarketSilo.StartAsync();

        await Task.WhenAll(silo.Create("SPY", "price > 1"), silo.Create("IBM", "price > 1"));

        Assert.Equal(["IBM", "SPY"], await silo.Directory.List(null, 10));
        Assert.Equal(["SPY"], await silo.Directory.List("IBM", 10));
    }
}
