using System.Globalization;
using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>Tables of time → price → what is expected: <c>second:price</c>, then <c>!</c> where the rule fires and
/// <c>~</c> where it is suppressed.</summary>
public sealed class RuleTableTests
{
    [Theory]
    [InlineData("price crosses above 10", "everyTime", 0, "0", "0:9 1:10! 2:10 3:11 4:9 5:12!")]
    [InlineData("price crosses above 10", "everyTime", 0, "0", "0:10 1:11 2:10 3:9 4:10!")]
    [InlineData("price crosses above 10", "everyTime", 0, "2", "0:9 1:10! 2:9 3:11 4:8.1 5:10 6:8 7:11!")]
    [InlineData("price crosses above 10", "everyTime", 10, "0", "0:9 1:10! 2:9 3:10~ 4:9 11:10! 12:9 20:11~ 21:9 22:10!")]
    [InlineData("price crosses above 10", "once", 0, "0", "0:9 1:10! 2:9 3:10")]
    [InlineData("price crosses below 10", "everyTime", 0, "0", "0:11 1:10! 2:10 3:9 4:11 5:8!")]
    [InlineData("price crosses below 10", "everyTime", 0, "2", "0:11 1:9! 2:11.9 3:9 4:12 5:10!")]
    [InlineData("price crosses 10", "everyTime", 0, "0", "0:9 1:10! 2:11 3:10! 4:9 5:11! 6:9!")]
    [InlineData("price crosses 10", "everyTime", 0, "2", "0:9 1:15! 2:14 3:9! 4:10 5:12 6:10!")]
    [InlineData("price crosses 10", "everyTime", 0, "2", "0:9 1:11! 2:9 3:8 4:11! 5:5 6:12!")]
    [InlineData("price > 10", "everyTime", 0, "0", "0:10 1:11! 2:12 3:10 4:10.1!")]
    [InlineData("price > 10", "everyTime", 0, "0", "0:11! 1:12 2:10 3:11!")]
    [InlineData("price >= 10", "everyTime", 0, "0", "0:9 1:10! 2:11 3:10 4:9.9 5:10!")]
    [InlineData("price >= 10", "everyTime", 0, "1", "0:10! 1:9.1 2:10 3:9 4:10!")]
    [InlineData("price < 10", "everyTime", 0, "0", "0:10 1:9! 2:8 3:10 4:9!")]
    [InlineData("price <= 10", "everyTime", 0, "0", "0:10! 1:9 2:10 3:10.1 4:10!")]
    [InlineData("price <= 10", "everyTime", 0, "1", "0:10! 1:10.9 2:10 3:11 4:10!")]
    [InlineData("price >= 10", "everyTime", 10, "0", "0:10! 1:9 2:10~ 3:11 9:12 10:12! 11:9 12:10~ 13:9 14:10~ 25:10!")]
    [InlineData("price >= 10", "everyTime", 10, "0", "0:10! 1:9 12:8 13:10!")]
    [InlineData("price >= 10", "everyTime", 10, "0", "20:10! 21:9 17:10~ 29:10 30:10!")]
    [InlineData("price enters 10..12", "everyTime", 0, "0", "0:11 1:9 2:10! 3:12 4:13 5:12! 6:9 7:13 8:11!")]
    [InlineData("price exits 10..12", "everyTime", 0, "0", "0:9 1:10 2:9! 3:12 4:12.1! 5:9 6:11 7:11")]
    [InlineData("price enters 10..12", "everyTime", 10, "0", "0:9 1:10! 2:9 3:10~ 4:9 11:10!")]
    public void Rule_Ticks_FiresWhereTheTableSays(string when, string frequency, int cooldownSeconds, string rearm, string table)
    {
        var id = Guid.NewGuid();
        var fold = new SymbolFold("X", new());
        fold.Apply(RuleChange.Arm(new(
            id, 1, when, frequency == "once", cooldownSeconds * 1_000L, decimal.Parse(rearm, CultureInfo.InvariantCulture), null)));
        var seen = new List<string>();
        foreach (var step in table.Split(' '))
        {
            var parts = step.TrimEnd('!', '~').Split(':');
            var suppressed = fold.GetRule(id)!.SuppressedCount;
            fold.Fold(
                [double.Parse(parts[1], CultureInfo.InvariantCulture)], [1],
                [long.Parse(parts[0], CultureInfo.InvariantCulture) * 1_000], [fold.LastPosition + 1]);
            seen.Add($"{parts[0]}:{parts[1]}{(fold.Firings.Count > 0 ? "!" : "")}"
                + (fold.GetRule(id)!.SuppressedCount > suppressed ? "~" : ""));
            fold.ClearFirings();
        }

        Assert.Equal(table, string.Join(' ', seen));
    }

    [Fact]
    public void Rule_ExpiryReached_ExpiresAndDoesNotFire()
    {
        var (fold, id) = Armed("price > 10", expiresAtMs: 5_000);
        Tick(fold, 9, 4_999);
        Assert.Equal(AlertStatus.Armed, fold.GetRule(id)!.Status);
        Tick(fold, 11, 5_000);
        Assert.Equal(AlertStatus.Expired, fold.GetRule(id)!.Status);
        Tick(fold, 11, 1_000);
        Assert.Empty(fold.Firings);
        Assert.Equal(0, fold.ArmedCount);
    }

    [Fact]
    public void Rule_PausedAndResumed_IsArmedFreshlyAndKeepsItsCounts()
    {
        var (fold, id) = Armed("price > 10");
        Tick(fold, 11, 1_000);
        fold.Apply(RuleChange.Pause(id));
        Tick(fold, 9, 2_000);
        Tick(fold, 11, 3_000);
        Assert.Equal(new(id, 1, AlertStatus.Paused, 1, 0, 1_000), fold.GetRule(id));
        fold.Apply(RuleChange.Resume(id));
        Tick(fold, 12, 4_000);
        Assert.Equal(new(id, 1, AlertStatus.Cooling, 2, 0, 4_000), fold.GetRule(id));
    }

    [Fact]
    public void Rule_NewTerms_KeepCountsAndOrder()
    {
        var (fold, id) = Armed("price > 10");
        var other = Guid.NewGuid();
        fold.Apply(RuleChange.Arm(new(other, 1, "price > 5", false, 0, 0, null)));
        Tick(fold, 11, 1_000);
        fold.Apply(RuleChange.Arm(new(id, 2, "price < 10", false, 0, 0, null)));
        fold.ClearFirings();
        Tick(fold, 3, 2_000);
        Assert.Equal(new(id, 2, AlertStatus.Cooling, 2, 0, 2_000), fold.GetRule(id));
        fold.Apply(RuleChange.Arm(new(id, 3, "price > 5", false, 0, 0, null)));
        fold.ClearFirings();
        Tick(fold, 9, 3_000);
        Assert.Equal([id, other], fold.Firings.Select(firing => firing.AlertId));
    }

    [Fact]
    public void Changes_BehindReplayedOnes_WaitForTheirPlace()
    {
        var fold = new SymbolFold("X", new());
        var id = Guid.NewGuid();
        fold.Replay([new(1, 5, RuleChange.EncodeAll([RuleChange.Arm(new(id, 1, "price > 10", false, 0, 0, null))]))]);
        Assert.Equal(5, fold.ArmingPosition);
        fold.Apply(RuleChange.Pause(id));
        Assert.Equal(0, fold.TakeSnapshot(0).ArmingSequence);
        fold.Fold([11, 11, 11], [1, 1, 1], [1, 2, 3], [4, 5, 6]);
        Assert.Empty(fold.Firings);
        Assert.Equal(AlertStatus.Paused, fold.GetRule(id)!.Status);
        Assert.Equal(2, fold.TakeSnapshot(0).ArmingSequence);
    }

    private static (SymbolFold Fold, Guid Id) Armed(string when, long? expiresAtMs = null)
    {
        var fold = new SymbolFold("X", new());
        var id = Guid.NewGuid();
        fold.Apply(RuleChange.Arm(new(id, 1, when, false, 0, 0, expiresAtMs)));
        return (fold, id);
    }

    private static void Tick(SymbolFold fold, double price, long timeMs) =>
        fold.Fold([price], [1], [timeMs], [fold.LastPosition + 1]);
}
