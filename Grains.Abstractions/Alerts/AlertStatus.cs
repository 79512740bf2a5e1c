namespace Tripline;

/// <summary>Where an alert is in its life, and with it the watch of its symbol.</summary>
public enum AlertStatus
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

    /// <summary>Gone; no alert that is listed and no rule of a symbol is it.</summary>
    Deleted = 5,
}
