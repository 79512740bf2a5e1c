using Tripline.Grains.Symbols;
using Tripline.Grains.Triggers;

namespace Tripline.Tests.Unit.Grains.Triggers;

public sealed class FiredTriggersTests
{
    private static readonly Guid Id = Guid.Parse("0190a5b0-0000-7000-8000-000000000001");

    [Fact]
    public void Of_TheSameFiring_IsTheSameTrigger()
    {
        var firing = new Firing(Id, 2, 0x1234_0007, 11, 1_381_140_000_123, 168.25);
        var details = new RuleDetails(
            "ann", "price crosses above 168.25", "breakout", AlertSeverity.Critical, "{symbol} {price} {time} {name}");

        var first = FiredTriggers.Of("SPY", 5, firing, details);
        var again = FiredTriggers.Of("SPY", 5, firing, details);

        Assert.Equal(first, again);
        Assert.Equal("0190a5b0000070008000000000000001-12340007", first.TriggerId);
        Assert.Equal("SPY 168.25 2013-10-07T10:00:00.123Z breakout", first.Message);
        Assert.Equal(
            ("ann", 0L, AlertSeverity.Critical, 5, 11L),
            (first.User, first.Number, first.Severity, first.Partition, first.RuleOrder));
        Assert.Equal(("breakout", "price crosses above 168.25"), (first.Name, first.When));
    }

    [Fact]
    public void Of_ADetailsWithoutNameAndMessage_HasNeither()
    {
        var trigger = FiredTriggers.Of(
            "SPY", 0, new Firing(Id, 1, 1, 1, 1, 1), new RuleDetails("ann", "price > 1", null, AlertSeverity.Info, null));

        Assert.Null(trigger.Name);
        Assert.Null(trigger.Message);
    }

    [Theory]
    [InlineData(168.25, "168.25")]
    [InlineData(0.00000123, "0.00000123")]
    [InlineData(123456789012345, "123456789012345")]
    public void PriceText_AnyPrice_HasNoExponent(double price, string expected) =>
        Assert.Equal(expected, FiredTriggers.PriceText(price));
}
