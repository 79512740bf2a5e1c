namespace Tripline.Grains.Symbols;

/// <summary>Shows rules as others see them.</summary>
internal static class RuleStates
{
    /// <summary>The state of the rule in a slot.</summary>
    /// <param name="rules">The symbol's rules.</param>
    /// <param name="slot">A slot that has a rule.</param>
    /// <param name="nowMs">The symbol's newest event time: a cooldown runs in market time.</param>
    public static RuleState Of(RuleTable rules, int slot, long nowMs)
    {
        ref readonly var record = ref rules.Record(slot);
        return new(
            record.AlertId,
            record.Version,
            StatusOf(rules.Slot(slot), record, nowMs),
            record.TriggerCount,
            record.SuppressedCount,
            record.LastTriggeredMs == RuleRecord.Never ? null : record.LastTriggeredMs);
    }

    /// <summary>The rules with the least alert ids above one, rising.</summary>
    public static IReadOnlyList<RuleState> List(
        RuleTable rules, Guid? after, int limit, AlertStatus? status, long nowMs)
    {
        // Keeps the greatest on top, so that a lesser one takes its place.
        var least = new PriorityQueue<int, Guid>(Comparer<Guid>.Create(static (x, y) => y.CompareTo(x)));
        for (var slot = 0; slot < rules.SlotCount && limit > 0; slot++)
        {
            ref readonly var record = ref rules.Record(slot);
            if (rules.Slot(slot).Phase == RulePhase.Free
                || (after is { } bound && record.AlertId.CompareTo(bound) <= 0)
                || (status is { } wanted && StatusOf(rules.Slot(slot), record, nowMs) != wanted))
            {
                continue;
            }

            if (least.Count < limit)
            {
                least.Enqueue(slot, record.AlertId);
            }
            else
            {
                least.EnqueueDequeue(slot, record.AlertId);
            }
        }

        var states = new RuleState[least.Count];
        for (var n = states.Length - 1; n >= 0; n--)
        {
            states[n] = Of(rules, least.Dequeue(), nowMs);
        }

        return states;
    }

    /// <summary>Alerts of rules that have no details.</summary>
    public static IEnumerable<Guid> WithoutDetails(RuleTable rules) =>
        Enumerable.Range(0, rules.SlotCount)
            .Where(slot => rules.Slot(slot).Phase != RulePhase.Free && rules.Record(slot).Details == DetailPool.None)
            .Select(slot => rules.Record(slot).AlertId);

    private static AlertStatus StatusOf(in RuleSlot slot, in RuleRecord record, long nowMs) => slot.Phase switch
    {
        RulePhase.Armed => record.IsCooling(nowMs) ? AlertStatus.Cooling : AlertStatus.Armed,
        RulePhase.Disarmed => AlertStatus.Cooling,
        RulePhase.Triggered => AlertStatus.Triggered,
        RulePhase.Paused => AlertStatus.Paused,
        _ => AlertStatus.Expired,
    };
}
