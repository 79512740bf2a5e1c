using System.Text.Json.Nodes;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>The naive evaluation is what simulated trades are judged by, so it is itself judged first: by the real
/// trades' reference, and by a walk that was worked out by hand.</summary>
public sealed class NaiveEvaluationTests
{
    // One price a second, from second 0.
    private static readonly decimal[] Walk = [10, 11, 12, 11, 10, 9, 10, 12, 9, 11, 8, 12];

    [Fact]
    public void NaiveEvaluation_OnTheRealTrades_GivesTheReferenceTriggers()
    {
        var reference = ReplayScenario.RealTrades();
        var evaluated = ReplayScenario.Evaluate(reference.Alerts, ReplayScenario.ReadTicks(reference.TickFile));

        Assert.Equal(4_152, reference.ExpectedCount);
        Assert.All(reference.Expected, rule => Assert.Equal(rule.Value, evaluated[rule.Key]));
    }

    [Theory]
    [InlineData("price crosses above 11", null, 0, "everyTime", "1 7 9 11")]
    [InlineData("price crosses below 10", null, 0, "everyTime", "4 8 10")]
    [InlineData("price crosses 10.5", null, 0, "everyTime", "1 4 7 8 9 10 11")]
    [InlineData("price crosses above 11", null, 3, "everyTime", "1 11")]
    [InlineData("price crosses above 11", "7s", 0, "everyTime", "1 9")]
    [InlineData("price crosses above 11", null, 0, "once", "1")]
    [InlineData("price > 11", null, 0, "everyTime", "2 7 11")]
    [InlineData("price >= 11", null, 0, "everyTime", "1 7 9 11")]
    [InlineData("price < 10", null, 1, "everyTime", "5 8 10")]
    [InlineData("price <= 10", null, 0, "everyTime", "0 4 8 10")]
    [InlineData("price enters 10..11", null, 0, "everyTime", "3 6 9")]
    [InlineData("price exits 10..11", null, 0, "everyTime", "2 5 7 10")]
    public void NaiveEvaluation_OnAWalkByHand_GivesTheSecondsWorkedOut(
        string when, string? cooldown, int rearm, string frequency, string expectedSeconds)
    {
        var alert = new JsonObject
        {
            ["name"] = "a", ["symbol"] = "X", ["when"] = when, ["cooldown"] = cooldown, ["frequency"] = frequency,
        };
        if (rearm > 0)
        {
            alert["rearm"] = rearm;
        }

        var ticks = Walk.Select((price, second) => new NaiveTick(second * 1_000, "X", price));
        var triggers = ReplayScenario.Evaluate(new JsonArray(alert), ticks)["a"];
        Assert.Equal(expectedSeconds, string.Join(' ', triggers.Select(trigger => trigger.TimeMs / 1_000)));
    }
}
