namespace Tripline.Grains.Symbols;

/// <summary>Decides what a tick does to a rule. Looking at a rule that nothing happens to changes nothing, so that waking
/// too many rules is only slow and never wrong.</summary>
internal static class RuleStep
{
    /// <summary>Takes the rule over one tick.</summary>
    public static RuleOutcome Step(ref RuleSlot slot, ref RuleRecord record, in SignalMove move)
    {
        if (!slot.IsAlive)
        {
            return RuleOutcome.Nothing;
        }

        if (move.TimeMs >= record.ExpiresAtMs)
        {
            slot.Phase = RulePhase.Expired;
            return RuleOutcome.Expired;
        }

        switch (slot.Phase)
        {
            case RulePhase.Disarmed when HasRetreated(slot, move.Current):
                slot.Phase = RulePhase.Armed;
                return RuleOutcome.Rearmed;
            case RulePhase.Armed when Holds(slot, move):
                return record.IsCooling(move.TimeMs)
                    ? Suppress(in slot, ref record, move)
                    : Fire(ref slot, ref record, move.TimeMs);
            default:
                return RuleOutcome.Nothing;
        }
    }

    /// <summary>Whether a comparison holds at a value.</summary>
    public static bool IsInRegion(in RuleSlot slot, double value) =>
        slot.Kind == RuleKind.Above ? value >= slot.Level : value < slot.Level;

    /// <summary>Whether the signal is back far enough for a disarmed rule.</summary>
    public static bool HasRetreated(in RuleSlot slot, double value) => slot.Kind switch
    {
        RuleKind.Above or RuleKind.CrossUp => value < slot.Second,
        RuleKind.Below or RuleKind.CrossDown => value >= slot.Second,
        _ => value < slot.Second || value >= slot.Third,
    };

    /// <summary>Whether the next tick can change a rule without getting over any of its boundaries.</summary>
    public static bool WantsNext(in RuleSlot slot, bool hasValue, double value) => slot.Phase switch
    {
        RulePhase.Armed => slot.IsComparison && (!hasValue || IsInRegion(slot, value)),
        RulePhase.Disarmed => HasRetreated(slot, value),
        _ => false,
    };

    private static bool Holds(in RuleSlot slot, in SignalMove move) => slot.IsComparison
        ? IsInRegion(slot, move.Current)
        : move.HasPrevious && Crosses(slot, move.Previous, move.Current);

    private static bool Crosses(in RuleSlot slot, double previous, double current) => slot.Kind switch
    {
        RuleKind.CrossUp => previous < slot.Level && current >= slot.Level,
        RuleKind.CrossDown => previous >= slot.Level && current < slot.Level,
        RuleKind.CrossEither => (previous < slot.Level && current >= slot.Level)
            || (previous > slot.Level && current <= slot.Level),
        RuleKind.Enter => !IsInChannel(slot, previous) && IsInChannel(slot, current),
        _ => IsInChannel(slot, previous) && !IsInChannel(slot, current),
    };

    private static bool IsInChannel(in RuleSlot slot, double value) => value >= slot.Level && value < slot.Second;

    private static RuleOutcome Suppress(in RuleSlot slot, ref RuleRecord record, in SignalMove move)
    {
        if (slot.IsComparison && move.HasPrevious && IsInRegion(slot, move.Previous))
        {
            return RuleOutcome.Waits;
        }

        record.SuppressedCount++;
        return RuleOutcome.Suppressed;
    }

    private static RuleOutcome Fire(ref RuleSlot slot, ref RuleRecord record, long timeMs)
    {
        record.TriggerCount++;
        record.LastTriggeredMs = timeMs;
        slot.Phase = (slot.Flags & RuleFlags.Once) != RuleFlags.None ? RulePhase.Triggered
            : (slot.Flags & RuleFlags.Disarms) != RuleFlags.None ? RulePhase.Disarmed
            : RulePhase.Armed;
        return RuleOutcome.Fired;
    }
}
