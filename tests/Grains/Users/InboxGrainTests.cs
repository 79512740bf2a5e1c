using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Users;

public sealed class InboxGrainTests
{
    [Fact]
    public async Task Append_OfTheSameTriggersAgain_NumbersThemOnce()
    {
        await using var silo = await MarketSilo.StartAsync();
        Trigger[] triggers = [At("SPY", 1, 1), At("SPY", 1, 2), At("SPY", 5, 1)];

        await silo.Inbox.Append("SPY", default, triggers);
        var last = await silo.Inbox.Append("SPY", default, [.. triggers, At("SPY", 5, 2)]);

        Assert.Equal(4, last);
        Assert.Equal([1, 2, 3, 4], (await silo.Inbox.ReadAfter(0, 10)).Select(trigger => trigger.Number));
        Assert.Equal(4, silo.Feed.LastPublished);
    }

    [Fact]
    public async Task Append_AfterACrash_StillKnowsWhatItNumbered()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Inbox.Append("SPY", default, [At("SPY", 1, 1), At("SPY", 2, 1)]);
        silo.Crash();

        var last = await silo.Inbox.Append("SPY", default, [At("SPY", 1, 1), At("SPY", 2, 1), At("SPY", 3, 1)]);

        Assert.Equal(3, last);
        Assert.Equal([1, 2, 3], (await silo.Inbox.ReadAfter(0, 10)).Select(trigger => trigger.Position));
    }

    [Fact]
    public async Task Append_HistoryFails_GivesNoNumberAway()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.History.Failures = 1;

        await Assert.ThrowsAsync<IOException>(() => silo.Inbox.Append("SPY", default, [At("SPY", 1, 1)]));
        Assert.Equal(0, await silo.Inbox.GetLastNumber());

        Assert.Equal(1, await silo.Inbox.Append("SPY", default, [At("SPY", 1, 1)]));
    }

    [Fact]
    public async Task Append_OfManySymbolsAtOnce_LeavesNoGap()
    {
        await using var silo = await MarketSilo.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            n => silo.Inbox.Append($"S{n % 20}", default, [At($"S{n % 20}", n, 1)])));

        Assert.Equal(
            Enumerable.Range(1, 200).Select(n => (long)n),
            (await silo.Inbox.ReadAfter(0, 1_000)).Select(trigger => trigger.Number));
    }

    [Fact]
    public async Task ReadAfter_FurtherBackThanMemory_ReadsHistory()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.Users.InboxSize = 3;
        await silo.Inbox.Append("SPY", default, [.. Enumerable.Range(1, 10).Select(n => At("SPY", n, 1))]);

        Assert.Equal([2, 3, 4], (await silo.Inbox.ReadAfter(1, 3)).Select(trigger => trigger.Number));
        Assert.Equal([9, 10], (await silo.Inbox.ReadAfter(8, 3)).Select(trigger => trigger.Number));
        Assert.Empty(await silo.Inbox.ReadAfter(10, 3));
    }

    [Fact]
    public async Task Deliver_InboxFails_SameSliceAgainStoresTheTriggerOnce()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Create("SPY", "price crosses 100");
        silo.History.Failures = 1;

        await Assert.ThrowsAsync<IOException>(() => silo.Deliver("SPY", 1, 99, 101));
        await silo.Deliver("SPY", 1, 99, 101);
        await silo.Deliver("SPY", 3, 99);

        Assert.Equal([101, 99], await silo.TriggerPrices());
    }

    private static Trigger At(string symbol, long position, long ruleOrder) =>
        new(
            0, new Guid((int)ruleOrder, 0, 0, new byte[8]), "local", symbol, 0, position, ruleOrder, position, 1, null,
            "price > 1", AlertSeverity.Info, null);
}
