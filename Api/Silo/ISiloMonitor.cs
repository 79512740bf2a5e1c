namespace Tripline.Api.Silo;

/// <summary>What the API shows of the silo's inner state.</summary>
internal interface ISiloMonitor
{
    /// <summary>The partitions, by number.</summary>
    IReadOnlyList<PartitionItem> ReadPartitions();

    /// <summary>The grain types that have been used, by name.</summary>
    IReadOnlyList<GrainTypeItem> ReadGrains();

    /// <summary>Why the silo should get no work now, a sentence each; empty when it should.</summary>
    IReadOnlyList<string> ReadObstacles();
}
