namespace Tripline.Storage.Triggers;

/// <summary>The rule for the numbers of an append, which both stores hold callers to.</summary>
internal static class TriggerNumbers
{
    /// <summary>Refuses triggers whose numbers do not go on from one by one.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Check(long lastNumber, IReadOnlyList<Trigger> triggers)
    {
        foreach (var trigger in triggers)
        {
            if (trigger.Number != ++lastNumber)
            {
                throw new ArgumentException(
                    $"Trigger {trigger.Number} stands where {lastNumber} should follow.", nameof(triggers));
            }
        }
    }
}
