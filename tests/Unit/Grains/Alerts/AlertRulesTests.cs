using Tripline.Grains.Alerts;

namespace Tripline.Tests.Unit.Grains.Alerts;

public sealed class AlertRulesTests
{
    private static readonly Guid Id = Guid.Parse("0190a5b0-0000-7000-8000-000000000001");

    private static readonly AlertRecord Record = new()
    {
        User = "local",
        Rule = new AlertRule(
            "SPY",
            "price crosses above 168.25",
            AlertFrequency.Once,
            TimeSpan.FromSeconds(90),
            0.05m,
            DateTimeOffset.FromUnixTimeMilliseconds(1_381_150_000_000),
            "breakout",
            AlertSeverity.Critical,
            "{symbol} {price} {time}"),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_381_000_000_000),
        Version = 3,
        RuleVersion = 2,
    };

    [Fact]
    public void Terms_OfARecord_CarryTheVersionOfTheRuleAndUnitsOfTheSymbol()
    {
        var terms = AlertRules.Terms(Id, Record);

        Assert.Equal(
            new RuleTerms(Id, 2, "price crosses above 168.25", true, 90_000, 0.05m, 1_381_150_000_000), terms);
    }

    [Theory]
    [InlineData(RuleCondition.Armed, AlertStatus.Armed)]
    [InlineData(RuleCondition.Cooling, AlertStatus.Cooling)]
    [InlineData(RuleCondition.Triggered, AlertStatus.Triggered)]
    [InlineData(RuleCondition.Expired, AlertStatus.Expired)]
    public void State_OfALiveRule_ShowsWhatTheSymbolFolded(RuleCondition condition, AlertStatus expected)
    {
        var live = new RuleState(Id, 2, condition, 4, 7, 1_381_140_000_000);

        var state = AlertRules.State(Id, Record, live);

        Assert.Equal(expected, state.Status);
        Assert.Equal((4, 7, 3), (state.TriggerCount, state.SuppressedCount, state.Version));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_381_140_000_000), state.LastTriggeredAt);
    }

    [Fact]
    public void State_OfAPausedAlert_IsPausedWhateverTheSymbolSays()
    {
        var live = new RuleState(Id, 2, RuleCondition.Armed, 0, 0, null);

        Assert.Equal(AlertStatus.Paused, AlertRules.State(Id, Record with { IsPaused = true }, live).Status);
    }

    [Fact]
    public void Trigger_OfTheSameCrossing_IsTheSameTrigger()
    {
        var crossing = new Crossing(Id, 2, 5, 0x1234_0007, 11, 1_381_140_000_123, 168.25);

        var first = AlertRules.Trigger("SPY", Record, crossing);
        var again = AlertRules.Trigger("SPY", Record, crossing);

        Assert.Equal(first, again);
        Assert.Equal("0190a5b0000070008000000000000001-12340007", first.TriggerId);
        Assert.Equal("SPY 168.25 2013-10-07T10:00:00.123Z", first.Message);
        Assert.Equal(("local", 0L, AlertSeverity.Critical), (first.User, first.Number, first.Severity));
    }

    [Theory]
    [InlineData(168.25, "168.25")]
    [InlineData(0.00000123, "0.00000123")]
    [InlineData(123456789012345, "123456789012345")]
    public void PriceText_AnyPrice_HasNoExponent(double price, string expected) =>
        Assert.Equal(expected, AlertRules.PriceText(price));
}
