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
    public void Terms_OfARecord_CarryTheVersionOfTheRuleUnitsOfTheSymbolAndDetails()
    {
        var terms = AlertRules.Terms(Id, Record);

        Assert.Equal(
            new RuleTerms(
                Id, 2, "price crosses above 168.25", true, 90_000, 0.05m, 1_381_150_000_000,
                new RuleDetails(
                    "local", "price crosses above 168.25", "breakout", AlertSeverity.Critical, "{symbol} {price} {time}")),
            terms);
    }

    [Theory]
    [InlineData(AlertStatus.Armed)]
    [InlineData(AlertStatus.Cooling)]
    [InlineData(AlertStatus.Triggered)]
    [InlineData(AlertStatus.Expired)]
    public void State_OfALiveRule_ShowsWhatTheSymbolFolded(AlertStatus status)
    {
        var live = new RuleState(Id, 2, status, 4, 7, 1_381_140_000_000);

        var state = AlertRules.State(Id, Record, live);

        Assert.Equal(status, state.Status);
        Assert.Equal((4, 7, 3), (state.TriggerCount, state.SuppressedCount, state.Version));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_381_140_000_000), state.LastTriggeredAt);
    }

    [Fact]
    public void State_OfAPausedAlert_IsPausedWhateverTheSymbolSays()
    {
        var live = new RuleState(Id, 2, AlertStatus.Armed, 0, 0, null);

        Assert.Equal(AlertStatus.Paused, AlertRules.State(Id, Record with { IsPaused = true }, live).Status);
    }
}
