namespace Tripline.Grains.Symbols;

/// <summary>What else a slot says of its rule.</summary>
[Flags]
internal enum RuleFlags : byte
{
    None = 0,

    /// <summary>Firing disarms the rule.</summary>
    Disarms = 1,

    /// <summary>Firing ends the rule.</summary>
    Once = 2,

    /// <summary>The rule has been looked at for the tick in hand.</summary>
    Woken = 4,

    /// <summary>A look at the end of its cooldown is due.</summary>
    Scheduled = 8,

    /// <summary>Flags that belong to the rule and not to the moment.</summary>
    Lasting = Disarms | Once,
}
