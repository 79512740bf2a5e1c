namespace Tripline.Silo.Cluster;

/// <summary>How far this silo is with a partition.</summary>
internal enum PartitionStage
{
    /// <summary>It is not this silo's.</summary>
    Absent = 0,

    /// <summary>It is assigned; its next generation is being taken.</summary>
    Taking = 1,

    /// <summary>Its pump folds up to the end that the log had when it was taken.</summary>
    Folding = 2,

    /// <summary>It takes all calls.</summary>
    Serving = 3,

    /// <summary>Its pump finishes and its activations end, so that another silo can have it.</summary>
    Leaving = 4,

    /// <summary>It is given up, but something of it still runs here; it cannot be taken again before that has
    /// ended.</summary>
    Ending = 5,
}
