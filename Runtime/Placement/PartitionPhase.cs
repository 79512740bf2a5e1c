namespace Tripline.Runtime.Placement;

/// <summary>Where a partition is in its life on this silo.</summary>
public enum PartitionPhase
{
    /// <summary>It is not here; calls go to its owner.</summary>
    Absent = 0,

    /// <summary>It folds up to the log's end: calls made within a grain's turn pass, others wait.</summary>
    Taken = 1,

    /// <summary>All calls pass.</summary>
    Serving = 2,

    /// <summary>It is about to go: calls made within a grain's turn still pass, so that pumps can finish; others wait.
    /// </summary>
    Leaving = 3,

    /// <summary>Its activations end: only what their own turns call in this partition passes.</summary>
    Closing = 4,
}
