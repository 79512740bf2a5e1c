using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Symbols;

public sealed class CrossingTests
{
    [Fact]
    public async Task Burst_OfAHundredThousandRules_IsStoredInOrderAndActivatesNoAlert()
    {
        const int rules = 100_000;
        const int users = 5;
        await using var silo = await MarketSilo.StartAsync();
        await silo.Deliver("SPY", 1, 99);
        await Task.WhenAll(Enumerable.Range(0, rules).Select(n => silo.Symbol("SPY").Arm(Terms(n, $"user{n % users}"))));

        await silo.Deliver("SPY", 2, 101);

        Assert.Equal(0, silo.CountActivations("alert"));
        for (var user = 0; user < users; user++)
        {
            var triggers = await silo.InboxOf($"user{user}").ReadAfter(0, rules);
            Assert.Equal(rules / users, triggers.Count);
            Assert.Equal(triggers.Select(trigger => trigger.RuleOrder).Order(), triggers.Select(trigger => trigger.RuleOrder));
            Assert.All(triggers, trigger => Assert.EndsWith($"of user{user} at 101", trigger.Message!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Deliver_AgainWhileTheFirstDeliveryStillWaits_StoresEachTriggerOnce()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.Symbols.CrossingsInFlight = 7;
        await silo.Deliver("SPY", 1, 99);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => silo.Symbol("SPY").Arm(Terms(n, "local"))));
        var gate = new TaskCompletionSource();
        silo.History.Gate = gate.Task;

        var first = silo.Deliver("SPY", 2, 101);
        var again = silo.Deliver("SPY", 2, 101);
        gate.SetResult();
        await Task.WhenAll(first, again);

        Assert.Equal(50, (await silo.TriggerPrices()).Count);
    }

    private static RuleTerms Terms(int n, string user) => new(
        new Guid(n, 0, 0, new byte[8]), 1, "price crosses above 100", false, 0, 0, null,
        new RuleDetails(user, "price crosses above 100", $"alert {n}", AlertSeverity.Info, $"{{name}} of {user} at {{price}}"));
}
