using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Alerts;

/// <summary>Two activations of one grain on one storage, as when a silo does not know yet that another one has taken over:
/// the second writer is refused, reads anew, and neither's change is lost.</summary>
public sealed class TwoWritersTests
{
    [Fact]
    public async Task Alert_ChangedByAnotherActivation_RefusesOnceAndThenGoesOnFromWhatIsStored()
    {
        await using var one = await MarketSilo.StartAsync();
        await using var other = await MarketSilo.StartBesideAsync(one);
        var id = await one.Create("SPY", "price > 100");
        Assert.Equal(1, (await other.Alert("SPY", id).Get())!.Version);
        await one.Alert("SPY", id).Update(MarketSilo.Rule("SPY", "price > 100") with { Name = "first" }, null);

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => other.Alert("SPY", id).Update(
            MarketSilo.Rule("SPY", "price > 100") with { Message = "second" }, ifVersion: 1));
        var stale = await other.Alert("SPY", id).Update(
            MarketSilo.Rule("SPY", "price > 100") with { Message = "second" }, ifVersion: 1);

        Assert.Equal((ChangeOutcome.Stale, 2, "first"), (stale.Outcome, stale.Alert!.Version, stale.Alert.Rule.Name));
    }

    [Fact]
    public async Task Alert_CreatedTwice_IsRefusedTheSecondTimeAndCountsOnce()
    {
        await using var one = await MarketSilo.StartAsync();
        await using var other = await MarketSilo.StartBesideAsync(one);
        var id = Guid.CreateVersion7();
        var alert = other.Alert("SPY", id);
        Assert.Null(await alert.Get());
        await one.Alerts.Create(id, MarketSilo.Rule("SPY", "price > 100"));

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(
            () => other.Alerts.Create(id, MarketSilo.Rule("SPY", "price > 200")));

        Assert.Equal("price > 100", (await one.Alert("SPY", id).Get())!.Rule.When);
    }

    [Fact]
    public async Task ReadMarks_OfTwoActivations_KeepBothAfterTheRefusedOneTriesAgain()
    {
        await using var one = await MarketSilo.StartAsync();
        await using var other = await MarketSilo.StartBesideAsync(one);
        Assert.Empty(await other.ReadMarks.Get());
        await one.ReadMarks.MarkRead([1, 2]);

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => other.ReadMarks.MarkRead([5]));
        var ranges = await other.ReadMarks.MarkRead([5]);

        Assert.Equal([new NumberRange(1, 2), new NumberRange(5, 5)], ranges);
    }

    [Fact]
    public async Task AlertCount_OfTwoActivations_IsTheIndexesAfterARestart()
    {
        await using var one = await MarketSilo.StartAsync();
        await using var other = await MarketSilo.StartBesideAsync(one);
        await one.Create("S0", "price > 100");
        await other.Create("S1", "price > 100");
        await Task.WhenAll(Enumerable.Range(2, 18).Select(
            n => (n % 2 == 0 ? one : other).Create($"S{n % 2}", "price > 100")));

        await one.CrashAsync();

        Assert.Equal(20, await one.User.GetAlertCount());
    }
}
