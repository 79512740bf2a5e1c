using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>What an inbox has too little or too much of.</summary>
/// <param name="Missing">Triggers that must be there and are not, with their rules.</param>
/// <param name="Surplus">Triggers that are there and must not be, or not again.</param>
internal sealed record TriggerDifferences(
    IReadOnlyList<(string Rule, ExpectedTrigger Trigger)> Missing, IReadOnlyList<ReceivedTrigger> Surplus)
{
    /// <summary>Compares an inbox with what a scenario says, whatever the order.</summary>
    public static TriggerDifferences Between(ReplayScenario scenario, IReadOnlyList<ReceivedTrigger> triggers)
    {
        var missing = new List<(string, ExpectedTrigger)>();
        var surplus = new List<ReceivedTrigger>();
        var byRule = triggers.ToLookup(trigger => trigger.Name!, StringComparer.Ordinal);
        foreach (var (rule, expected) in scenario.Expected)
        {
            var left = byRule[rule].ToList();
            foreach (var trigger in expected)
            {
                var at = left.FindIndex(found => found.TimeMs == trigger.TimeMs && found.Price == trigger.Price);
                if (at < 0)
                {
                    missing.Add((rule, trigger));
                }
                else
                {
                    left.RemoveAt(at);
                }
            }

            surplus.AddRange(left);
        }

        return new TriggerDifferences(missing, surplus);
    }
}
