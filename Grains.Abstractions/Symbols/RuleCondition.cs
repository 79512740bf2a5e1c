namespace Tripline;

/// <summary>Where a symbol's watch over a rule stands.</summary>
public enum RuleCondition
{
    /// <summary>Fires as soon as its condition holds.</summary>
    Armed = 0,

    /// <summary>Within its cooldown, or not yet back by its re-arm distance.</summary>
    Cooling = 1,

    /// <summary>Fired once and is done.</summary>
    Triggered = 2,

    /// <summary>Not watched until it is resumed.</summary>
    Paused = 3,

    /// <summary>Its time is over.</summary>
    Expired = 4,
}
