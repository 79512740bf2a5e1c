namespace Tripline.Grains.Symbols;

/// <summary>What one tick did to a rule.</summary>
internal enum RuleOutcome
{
    Nothing,
    Rearmed,

    /// <summary>It holds but its cooldown is not over; that was counted before.</summary>
    Waits,

    /// <summary>It holds but its cooldown is not over; that was counted now.</summary>
    Suppressed,
    Fired,
    Expired,
}
