using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Alerts;

public sealed class AlertGrainTests
{
    [Fact]
    public async Task Create_Answered_MeansThatTheNextTickIsTested()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        var id = await silo.Create("SPY", "price crosses above 100");

        await silo.Deliver("SPY", 2, 101);

        var alert = await silo.Alert("SPY", id).Get();
        Assert.Equal((1, AlertStatus.Armed), (alert!.TriggerCount, alert.Status));
        Assert.Equal([101], await silo.TriggerPrices());
    }

    [Fact]
    public async Task Create_JournalCannotBeWritten_FailsAndLeavesNothing()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        silo.Checkpoints.Failures = 1;
        var id = Guid.CreateVersion7();

        await Assert.ThrowsAsync<IOException>(
            () => silo.Alerts.Create(id, MarketSilo.Rule("SPY", "price crosses above 100")));
        await silo.Deliver("SPY", 2, 101);

        Assert.Null(await silo.Alert("SPY", id).Get());
        Assert.Null(await silo.Storage.Alerts.FindSymbolAsync(id, CancellationToken.None));
        Assert.Empty(await silo.TriggerPrices());
    }

    [Fact]
    public async Task Create_RecordCannotBeWritten_FailsAndLeavesNothing()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        silo.Grains.Failures = 1;
        var id = Guid.CreateVersion7();

        await Assert.ThrowsAsync<IOException>(
            () => silo.Alerts.Create(id, MarketSilo.Rule("SPY", "price crosses above 100")));
        await silo.Deliver("SPY", 2, 101);

        Assert.Empty(await silo.Symbol("SPY").ListRules(null, 10, null));
        Assert.Null(await silo.Alert("SPY", id).Get());
        Assert.Null(await silo.Storage.Alerts.FindSymbolAsync(id, CancellationToken.None));
        Assert.Empty(await silo.TriggerPrices());
    }

    [Fact]
    public async Task Create_ItsRecordIsNotStoredYet_ArmsNothing()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        var gate = new TaskCompletionSource();
        silo.Grains.Gate = gate.Task;

        var creation = silo.Create("SPY", "price crosses 100");
        await silo.Deliver("SPY", 2, 101);
        Assert.False(creation.IsCompleted);
        gate.SetResult();
        await creation;
        await silo.Deliver("SPY", 3, 99);

        Assert.Equal([99], await silo.TriggerPrices());
    }

    [Fact]
    public async Task Update_OfNameSeverityAndMessage_ShowsInTheTriggersAfterItAndAfterACrash()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        var id = await silo.Create("SPY", "price crosses 100");
        await silo.Deliver("SPY", 2, 101);

        await silo.Alert("SPY", id).Update(
            MarketSilo.Rule("SPY", "price crosses 100") with
            {
                Name = "renamed", Severity = AlertSeverity.Critical, Message = "{name}: {price}",
            },
            null);
        await silo.Deliver("SPY", 3, 99);
        await silo.CrashAsync();
        await silo.Deliver("SPY", 1, 99, 101, 99, 102);

        Assert.Equal(
            [(101, null, AlertSeverity.Info, null),
                (99, "renamed", AlertSeverity.Critical, "renamed: 99"),
                (102, "renamed", AlertSeverity.Critical, "renamed: 102")],
            (await silo.Inbox.ReadAfter(0, 10)).Select(
                trigger => (trigger.Price, trigger.Name, trigger.Severity, trigger.Message)));
    }

    [Fact]
    public async Task Create_UserHasAsManyAsAllowed_IsRefusedUntilOneIsDeleted()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.Users.MaxAlerts = 2;
        var first = await silo.Create("SPY", "price > 1");
        await silo.Create("SPY", "price > 2");

        await Assert.ThrowsAsync<RuleLimitException>(() => silo.Create("SPY", "price > 3"));
        await silo.Alert("SPY", first).Delete(null);

        await silo.Create("SPY", "price > 3");
        Assert.Equal(2, await silo.Storage.Alerts.CountAsync("local", CancellationToken.None));
    }

    [Fact]
    public async Task Create_SymbolHasAsManyRulesAsAllowed_IsRefusedAndGivesTheUsersShareBack()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.Symbols.MaxRules = 1;
        silo.Users.MaxAlerts = 2;
        await silo.Create("SPY", "price > 1");

        await Assert.ThrowsAsync<RuleLimitException>(() => silo.Create("SPY", "price > 2"));

        await silo.Create("IBM", "price > 3");
    }

    [Fact]
    public async Task Update_OfAnotherVersion_IsStaleAndChangesNothing()
    {
        await using var silo = await MarketSilo.StartAsync();
        var id = await silo.Create("SPY", "price > 100");

        var change = await silo.Alert("SPY", id).Update(MarketSilo.Rule("SPY", "price > 50"), ifVersion: 7);

        Assert.Equal((ChangeOutcome.Stale, "price > 100"), (change.Outcome, change.Alert!.Rule.When));
        await silo.Deliver("SPY", 1, 60);
        Assert.Empty(await silo.TriggerPrices());
    }

    [Fact]
    public async Task Update_OfThePresentVersion_WatchesTheNewCondition()
    {
        await using var silo = await MarketSilo.StartAsync();
        var id = await silo.Create("SPY", "price > 100");

        var change = await silo.Alert("SPY", id).Update(MarketSilo.Rule("SPY", "price > 50"), ifVersion: 1);

        Assert.Equal((ChangeOutcome.Done, 2), (change.Outcome, change.Alert!.Version));
        await silo.Deliver("SPY", 1, 60);
        Assert.Equal([60], await silo.TriggerPrices());
    }

    [Fact]
    public async Task Pause_ThenResume_FiresOnlyOutsideThePause()
    {
        await using var silo = await MarketSilo.StartAsync();
        var id = await silo.Create("SPY", "price crosses 100");
        await silo.Deliver("SPY", 1, 99, 101);

        await silo.Alert("SPY", id).Pause(null);
        await silo.Deliver("SPY", 3, 99, 101.5);
        Assert.Equal(AlertStatus.Paused, (await silo.Alert("SPY", id).Get())!.Status);
        await silo.Alert("SPY", id).Resume(null);
        await silo.Deliver("SPY", 5, 98);

        Assert.Equal([101, 98], await silo.TriggerPrices());
    }

    [Fact]
    public async Task Get_AfterACrash_ShowsWhatTheReplayFolds()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        var id = await silo.Create("SPY", "price crosses 100");
        await silo.Deliver("SPY", 2, 101, 99);
        await silo.CrashAsync();

        // No checkpoint was written: the log begins again at its first tick.
        await silo.Deliver("SPY", 1, 99, 101, 99, 102);

        Assert.Equal(3, (await silo.Alert("SPY", id).Get())!.TriggerCount);
        Assert.Equal([101, 99, 102], await silo.TriggerPrices());
    }
}
