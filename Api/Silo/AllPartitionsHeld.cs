using Tripline.Grains.Partitions;

namespace Tripline.Api.Silo;

/// <summary>A silo that runs alone is not ready before it holds every partition.</summary>
public sealed class AllPartitionsHeld(LocalPartitions partitions) : IReadinessCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ReadObstacles()
    {
        var held = partitions.Statuses.Count;
        return held < partitions.PartitionCount
            ? [$"Not all partitions are held yet: {held} of {partitions.PartitionCount}."]
            : [];
    }
}
