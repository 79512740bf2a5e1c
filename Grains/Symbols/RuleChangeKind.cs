namespace Tripline.Grains.Symbols;

/// <summary>What a change does to a rule.</summary>
public enum RuleChangeKind : byte
{
    /// <summary>Watches it, freshly armed; new terms take the place of the old.</summary>
    Arm = 1,

    /// <summary>Stops watching it and keeps its counts.</summary>
    Pause = 2,

    /// <summary>Watches a paused rule again, freshly armed.</summary>
    Resume = 3,

    /// <summary>Forgets it.</summary>
    Disarm = 4,

    /// <summary>Gives it the details that it lacks, wherever the fold stands.</summary>
    Describe = 5,
}
