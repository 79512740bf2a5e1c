namespace Tripline.Grains.Symbols;

/// <summary>The shape of a rule once its levels are compiled: every test is "at or above" or "below" a number.</summary>
public enum RuleKind : byte
{
    /// <summary>Holds at or above <see cref="CompiledRule.Level"/>; re-arms below <see cref="CompiledRule.Second"/>.
    /// </summary>
    Above = 0,

    /// <summary>Holds below <see cref="CompiledRule.Level"/>; re-arms at or above <see cref="CompiledRule.Second"/>.
    /// </summary>
    Below = 1,

    /// <summary>Fires from below to at or above <see cref="CompiledRule.Level"/>; re-arms below
    /// <see cref="CompiledRule.Second"/>.</summary>
    CrossUp = 2,

    /// <summary>Fires from at or above to below <see cref="CompiledRule.Level"/>; re-arms at or above
    /// <see cref="CompiledRule.Second"/>.</summary>
    CrossDown = 3,

    /// <summary>Fires from below to at or above <see cref="CompiledRule.Level"/> and from above it to at or below it;
    /// re-arms below <see cref="CompiledRule.Second"/> and at or above <see cref="CompiledRule.Third"/>.</summary>
    CrossEither = 4,

    /// <summary>Fires when it gets to at or above <see cref="CompiledRule.Level"/> and below
    /// <see cref="CompiledRule.Second"/>.</summary>
    Enter = 5,

    /// <summary>Fires when it no longer is at or above <see cref="CompiledRule.Level"/> and below
    /// <see cref="CompiledRule.Second"/>.</summary>
    Exit = 6,
}
