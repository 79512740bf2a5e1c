namespace Tripline;

/// <summary>How much an alert matters to its user.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Look at it soon.</summary>
    Warning = 1,

    /// <summary>Look at it now.</summary>
    Critical = 2,
}
