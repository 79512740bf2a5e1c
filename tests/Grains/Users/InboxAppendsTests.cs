using Microsoft.Extensions.DependencyInjection;
using Tripline.Grains.Users;
using Tripline.Storage;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Users;

public sealed class InboxAppendsTests
{
    private static readonly PartitionHold Stale = new(3, 1);

    [Fact]
    public async Task Append_OfManySymbolsWhileAnInboxIsWritten_SharesTheNextCallAndTheStaleOnesAloneFail()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Inbox.GetLastNumber();
        silo.History.Stale.Add(Stale);
        var gate = new TaskCompletionSource();
        silo.History.Gate = gate.Task;
        var inboxes = silo.Services.GetRequiredService<InboxAppends>();

        var first = inboxes.AppendAsync(IInboxGrain.LocalUser, Of("S0", default));
        await Until.TrueAsync(() => silo.History.Appends == 1);
        var others = Enumerable.Range(1, 299).Select(n =>
            inboxes.AppendAsync(IInboxGrain.LocalUser, Of($"S{n}", n % 3 == 1 ? Stale : new PartitionHold(n % 3, 1)))).ToArray();
        gate.SetResult();
        await first;
        var outcomes = await Task.WhenAll(others.Select(other => Record.ExceptionAsync(() => other).AsTask()));

        Assert.All(outcomes.Index(), outcome => Assert.Equal(
            outcome.Index % 3 == 0 ? 3 : null, (outcome.Item as StaleOwnerException)?.Partition));

        // The first one, all others, and all but those that were refused.
        Assert.Equal(3, silo.History.Appends);
        var stored = await silo.Inbox.ReadAfter(0, 1_000);
        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), stored.Select(trigger => trigger.Number));
    }

    [Fact]
    public async Task Append_HistoryFails_AllOfTheCallFailAndCanComeAgain()
    {
        await using var silo = await MarketSilo.StartAsync();
        var inboxes = silo.Services.GetRequiredService<InboxAppends>();
        silo.History.Failures = 1;

        await Assert.ThrowsAsync<IOException>(() => inboxes.AppendAsync(IInboxGrain.LocalUser, Of("SPY", default)));
        await inboxes.AppendAsync(IInboxGrain.LocalUser, Of("SPY", default));

        Assert.Single(await silo.Inbox.ReadAfter(0, 10));
    }

    [Fact]
    public async Task Append_ForManyUsersAtOnce_EachInboxHasItsOwn()
    {
        await using var silo = await MarketSilo.StartAsync();
        var inboxes = silo.Services.GetRequiredService<InboxAppends>();

        await Task.WhenAll(Enumerable.Range(0, 400).Select(n => inboxes.AppendAsync($"user {n % 40}", Of($"S{n}", default))));

        for (var user = 0; user < 40; user++)
        {
            Assert.Equal(10, (await silo.InboxOf($"user {user}").ReadAfter(0, 100)).Count);
        }
    }

    private static SymbolTriggers Of(string symbol, PartitionHold from) => new(symbol, from, [new Trigger(
        0, new Guid(1, 0, 0, new byte[8]), IInboxGrain.LocalUser, symbol, 0, 1, 1, 1, 1, null, "price > 1", AlertSeverity.Info,
        null)]);
}
