namespace Tripline.Grains.Symbols;

/// <summary>Where a rule stands. A slot without a rule is <see cref="Free"/>.</summary>
internal enum RulePhase : byte
{
    Free = 0,

    /// <summary>Fires when its condition holds and its cooldown is over.</summary>
    Armed = 1,

    /// <summary>Fired, and waits for the signal to retreat.</summary>
    Disarmed = 2,

    /// <summary>Fired once and is done.</summary>
    Triggered = 3,

    /// <summary>Not watched until resumed; its time can run out.</summary>
    Paused = 4,

    /// <summary>Its time is over.</summary>
    Expired = 5,
}
