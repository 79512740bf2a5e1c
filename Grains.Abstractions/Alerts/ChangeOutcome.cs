namespace Tripline;

/// <summary>What became of a change.</summary>
public enum ChangeOutcome
{
    /// <summary>It was done.</summary>
    Done = 0,

    /// <summary>The alert does not exist.</summary>
    NotFound = 1,

    /// <summary>The alert has another version than the caller saw.</summary>
    Stale = 2,
}
