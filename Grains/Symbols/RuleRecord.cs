namespace Tripline.Grains.Symbols;

/// <summary>What of a rule is looked at only when it fires, is suppressed or is asked for.</summary>
internal struct RuleRecord
{
    /// <summary>The last trigger's time of a rule that never fired.</summary>
    public const long Never = long.MinValue;

    public Guid AlertId;
    public long RuleOrder;
    public long CooldownMs;
    public long ExpiresAtMs;
    public long LastTriggeredMs;
    public long TriggerCount;
    public long SuppressedCount;
    public int Version;

    /// <summary>Place of the rule's details in the table's pool.</summary>
    public int Details;

    /// <summary>Whether that time lies within the cooldown; also when it lies before the last trigger.</summary>
    public readonly bool IsCooling(long timeMs) =>
        CooldownMs > 0 && LastTriggeredMs != Never && timeMs - LastTriggeredMs < CooldownMs;

    /// <summary>The first time that no longer lies within the cooldown.</summary>
    public readonly long CooledAtMs() =>
        LastTriggeredMs > long.MaxValue - CooldownMs ? long.MaxValue : LastTriggeredMs + CooldownMs;
}
