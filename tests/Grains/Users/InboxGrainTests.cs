using Tripline.Storage;
using Tripline.Storage.Triggers;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Users;

public sealed class InboxGrainTests
{
    [Fact]
    public async Task Append_OfTheSameTriggersAgain_NumbersThemOnce()
    {
        await using var silo = await MarketSilo.StartAsync();
        Trigger[] triggers = [At("SPY", 1, 1), At("SPY", 1, 2), At("SPY", 5, 1)];
        var heard = await silo.ListenAsync();

        await silo.Inbox.Append("SPY", default, triggers);
        var last = await silo.Inbox.Append("SPY", default, [.. triggers, At("SPY", 5, 2)]);

        Assert.Equal(4, last);
        Assert.Equal([1, 2, 3, 4], (await silo.Inbox.ReadAfter(0, 10)).Select(trigger => trigger.Number));
        await Until.TrueAsync(() => heard.Last == 4);
    }

    [Fact]
    public async Task Append_AfterACrash_StillKnowsWhatItNumbered()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Inbox.Append("SPY", default, [At("SPY", 1, 1), At("SPY", 2, 1)]);
        await silo.CrashAsync();

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

        await silo.Inbox.GetLastNumber();

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

    [Fact]
    public async Task Append_OnePartitionWasTaken_FailsAloneAndWhatSharedItsWriteIsStored()
    {
        await using var silo = await MarketSilo.StartAsync();
        var stale = new PartitionHold(3, 1);
        silo.History.Stale.Add(stale);
        var gate = new TaskCompletionSource();
        silo.History.Gate = gate.Task;

        var appends = Enumerable.Range(0, 30).Select(n => silo.Inbox.Append(
            $"S{n}", n % 3 == 1 ? stale : new PartitionHold(n % 3, 1), [At($"S{n}", n, 1)])).ToArray();
        gate.SetResult();
        var outcomes = await Task.WhenAll(appends.Select(append => Record.ExceptionAsync(() => append).AsTask()));

        Assert.All(outcomes.Index(), outcome => Assert.Equal(
            outcome.Index % 3 == 1 ? 3 : null, (outcome.Item as StaleOwnerException)?.Partition));
        var stored = await silo.Inbox.ReadAfter(0, 100);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), stored.Select(trigger => trigger.Number));
        Assert.DoesNotContain(stored, trigger => trigger.Position % 3 == 1);
    }

    [Fact]
    public async Task Append_OfASymbolWhosePartitionCameBack_OnlyTheStaleFoldFails()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Inbox.GetLastNumber();
        silo.History.Stale.Add(new PartitionHold(0, 1));
        var gate = new TaskCompletionSource();
        silo.History.Gate = gate.Task;

        var first = silo.Inbox.Append("QQQ", default, [At("QQQ", 1, 1)]);
        var stale = silo.Inbox.Append("SPY", new PartitionHold(0, 1), [At("SPY", 1, 1), At("SPY", 9, 1)]);
        var fresh = silo.Inbox.Append("SPY", new PartitionHold(0, 3), [At("SPY", 1, 1), At("SPY", 2, 1)]);
        gate.SetResult();

        await first;
        await Assert.ThrowsAsync<StaleOwnerException>(() => stale);
        Assert.Equal(3, await fresh);
        Assert.Equal([1, 1, 2], (await silo.Inbox.ReadAfter(0, 10)).Select(trigger => trigger.Position));
    }

    [Fact]
    public async Task Append_SomebodyElseNumberedInBetween_GoesOnFromWhatIsStored()
    {
        await using var silo = await MarketSilo.StartAsync();
        var heard = await silo.ListenAsync();
        await silo.Inbox.Append("SPY", default, [At("SPY", 1, 1)]);
        await silo.Storage.Triggers.AppendAsync(
            IInboxGrain.LocalUser,
            1,
            [At("SPY", 2, 1) with { Number = 2 }],
            [new TriggerMark("SPY", 2, 1)],
            TestContext.Current.CancellationToken);

        var last = await silo.Inbox.Append("SPY", default, [At("SPY", 2, 1), At("SPY", 3, 1)]);

        Assert.Equal(3, last);
        await Until.TrueAsync(() => heard.Last == 3);
        var triggers = await silo.Inbox.ReadAfter(0, 10);
        Assert.Equal([(1, 1), (2, 2), (3, 3)], triggers.Select(trigger => (trigger.Number, trigger.Position)));
    }

    [Fact]
    public async Task Append_TwoActivationsInTurns_NumberEveryTriggerOnce()
    {
        await using var one = await MarketSilo.StartAsync();
        await using var other = await MarketSilo.StartBesideAsync(one);
        for (var position = 1; position <= 20; position++)
        {
            await (position % 2 == 0 ? one : other).Inbox.Append(
                "SPY", default, [At("SPY", position, 1), At("SPY", position, 2)]);
        }

        // Either hands over again what the other one has numbered.
        Assert.Equal(40, await one.Inbox.Append("SPY", default, [At("SPY", 19, 2), At("SPY", 20, 1)]));
        Assert.Equal(41, await other.Inbox.Append("SPY", default, [At("SPY", 20, 2), At("SPY", 21, 1)]));
        var stored = await StoredAsync(one);
        Assert.Equal(Enumerable.Range(1, 41).Select(n => (long)n), stored.Select(row => row.Number));
        Assert.Equal(41, stored.Select(row => (row.Position, row.RuleOrder)).Distinct().Count());
    }

    [Fact]
    public async Task Append_TwoActivationsAtOnce_NumberEveryTriggerOnceWithoutAGap()
    {
        const int symbols = 10;
        const int rounds = 40;
        await using var one = await MarketSilo.StartAsync();
        await using var other = await MarketSilo.StartBesideAsync(one);

        // Of every symbol both get all triggers, as when two silos fold one partition for a while.
        await Task.WhenAll(new[] { one, other }.SelectMany(silo => Enumerable.Range(0, symbols).Select(async n =>
        {
            for (var position = 1; position <= rounds; position++)
            {
                await AppendUntilDone(silo, At($"S{n}", position, 1));
            }
        })));

        var stored = await StoredAsync(one);
        Assert.Equal(Enumerable.Range(1, symbols * rounds).Select(n => (long)n), stored.Select(row => row.Number));
        Assert.Equal(symbols * rounds, stored.Select(row => (row.Symbol, row.Position)).Distinct().Count());
        Assert.All(
            stored.GroupBy(row => row.Symbol), rows => Assert.Equal(rows.Select(row => row.Position).Order(), rows.Select(row => row.Position)));
    }

    [Fact]
    public async Task Append_OthersAlwaysNumberFirst_FailsAfterSomeTriesAndKeepsItsPlace()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.History.AlwaysMoved = true;

        await Assert.ThrowsAsync<InboxMovedException>(() => silo.Inbox.Append("SPY", default, [At("SPY", 1, 1)]));

        silo.History.AlwaysMoved = false;
        Assert.Equal(1, await silo.Inbox.Append("SPY", default, [At("SPY", 1, 1)]));
    }

    private static async Task AppendUntilDone(MarketSilo silo, Trigger trigger)
    {
        while (await Record.ExceptionAsync(() => silo.Inbox.Append(trigger.Symbol, default, [trigger])) is { } refusal)
        {
            Assert.IsType<InboxMovedException>(refusal);
        }
    }

    private static async Task<IReadOnlyList<Trigger>> StoredAsync(MarketSilo silo) =>
        await silo.Storage.Triggers.ReadAsync(
            new TriggerQuery(IInboxGrain.LocalUser, 0, 10_000), TestContext.Current.CancellationToken);

    private static Trigger At(string symbol, long position, long ruleOrder) =>
        new(
            0, new Guid((int)ruleOrder, 0, 0, new byte[8]), "local", symbol, 0, position, ruleOrder, position, 1, null,
            "price > 1", AlertSeverity.Info, null);
}
