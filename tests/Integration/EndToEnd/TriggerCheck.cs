using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>Compares an inbox with what a scenario says.</summary>
internal static class TriggerCheck
{
    /// <summary>Demands that the inbox holds each rule's triggers in their order, numbered without gap, none lost, none
    /// twice.</summary>
    public static async Task AssertAsync(ReplayScenario scenario, SiloApi api)
    {
        var triggers = await api.GetTriggersAsync();
        var byRule = triggers.ToLookup(trigger => trigger.Name, StringComparer.Ordinal);
        foreach (var (rule, expected) in scenario.Expected)
        {
            var found = byRule[rule].Select(trigger => new ExpectedTrigger(trigger.TimeMs, trigger.Price)).ToList();
            Assert.True(expected.SequenceEqual(found), Difference(rule, expected, found));
        }

        Assert.Equal(scenario.ExpectedCount, triggers.Count);
        Assert.Equal(Enumerable.Range(1, triggers.Count).Select(n => (long)n), triggers.Select(t => t.Number));
        Assert.Equal(triggers.Count, triggers.Select(trigger => trigger.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Difference(
        string rule, IReadOnlyList<ExpectedTrigger> expected, List<ExpectedTrigger> found)
    {
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{rule}: {found.Count} triggers instead of {expected.Count}; they differ from number {at} on: "
            + $"expected {string.Join(", ", expected.Skip(at).Take(3))}, found {string.Join(", ", found.Skip(at).Take(3))}";
    }
}
