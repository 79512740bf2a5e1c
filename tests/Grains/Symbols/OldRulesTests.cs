using Tripline.Storage.Checkpoints;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>Rules that a version before details armed, in the bytes that it wrote.</summary>
public sealed class OldRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_RulesLackDetails_GetsThemOnceFromTheirAlertsBeforeItFolds()
    {
        await using var silo = await MarketSilo.StartAsync();
        await RestoreOldAsync(silo, hasRecords: true);

        await silo.Deliver("X", 11, 101);
        await silo.Deliver("X", 60, 99, 101);

        var triggers = await silo.Inbox.ReadAfter(0, 10);
        Assert.Equal([101, 99, 99, 101, 101], triggers.Select(trigger => trigger.Price));
        Assert.Equal(["in page", "in page", "waiting", "in page", "waiting"], triggers.Select(trigger => trigger.Name));
        Assert.Equal(2, await silo.CountActivationsAsync("alert"));

        // They are in the journal now.
        await silo.CrashAsync();
        await silo.Deliver("X", 11, 101);
        await silo.Deliver("X", 60, 99, 101, 99);
        Assert.Equal(0, await silo.CountActivationsAsync("alert"));
        Assert.Equal(
            ["in page", "in page", "waiting", "in page", "waiting", "in page", "waiting"],
            (await silo.Inbox.ReadAfter(0, 10)).Select(trigger => trigger.Name));
    }

    [Fact]
    public async Task Deliver_TheJournalCannotBeWritten_FailsAndFoldsNothingUntilItCan()
    {
        await using var silo = await MarketSilo.StartAsync();
        await RestoreOldAsync(silo, hasRecords: true);
        silo.Checkpoints.Failures = 1;

        await Assert.ThrowsAsync<IOException>(() => silo.Deliver("X", 11, 101));
        Assert.Equal(2, (await silo.Symbol("X").GetSummary()).TickCount);
        await silo.Deliver("X", 11, 101);

        Assert.Equal("in page", Assert.Single(await silo.Inbox.ReadAfter(0, 10)).Name);
    }

    [Fact]
    public async Task Deliver_AlertsOfTheRulesAreGone_ForgetsTheRules()
    {
        await using var silo = await MarketSilo.StartAsync();
        await RestoreOldAsync(silo, hasRecords: false);

        await silo.Deliver("X", 11, 101);
        await silo.Deliver("X", 60, 99, 101);

        Assert.Empty(await silo.Symbol("X").ListRules(null, 10, null));
        Assert.Equal(0, await silo.Inbox.GetLastNumber());
    }

    private static async Task RestoreOldAsync(MarketSilo silo, bool hasRecords)
    {
        if (hasRecords)
        {
            foreach (var (id, name) in new[] { (OldFormat.InPage, "in page"), (OldFormat.Waiting, "waiting") })
            {
                await silo.Alerts.Create(id, MarketSilo.Rule("X", "price crosses 100") with { Name = name });
            }
        }

        // In the place of what those creations armed.
        var journal = await silo.Storage.Checkpoints.ReadArmingsAsync("X", 0, Cancel);
        await silo.Storage.Checkpoints.WriteAsync(
            new CheckpointWrite(
                new PartitionCheckpoint(0, 11, 2, new Dictionary<string, long>()),
                [new SymbolCheckpoint("X", journal.Count == 0 ? 2 : journal[^1].Sequence, OldFormat.Core, 1, [new RulePage(0, OldFormat.Page)])],
                []),
            Cancel);
        await silo.Storage.Checkpoints.AppendArmingAsync("X", new ArmingEntry(3, 50, OldFormat.JournalEntry), Cancel);
        await silo.CrashAsync();
    }
}
