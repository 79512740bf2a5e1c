namespace Tripline;

/// <summary>How often an alert may fire.</summary>
public enum AlertFrequency
{
    /// <summary>At every crossing.</summary>
    EveryTime = 0,

    /// <summary>At the first one only.</summary>
    Once = 1,
}
