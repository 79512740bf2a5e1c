using Tripline.Grains.Partitions;
using Tripline.Storage;
using Tripline.Streams.Log;

namespace Tripline.Api.Silo;

/// <summary>Reads the state of the tick log, the partitions and the grains.</summary>
internal sealed class SiloMonitor(
    ITickLog log,
    LocalPartitions partitions,
    GrainCallStatistics statistics,
    IEnumerable<IReadinessCheck> checks,
    IStorageHealth? storage = null) : ISiloMonitor
{
    /// <inheritdoc/>
    public IReadOnlyList<PartitionItem> ReadPartitions() => partitions.Statuses.Select(ToItem).ToList();

    /// <inheritdoc/>
    public IReadOnlyList<GrainTypeItem> ReadGrains() => statistics.Read();

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadObstacles()
    {
        var obstacles = new List<string>();
        var statuses = partitions.Statuses;
        var behind = statuses.Where(status => !status.IsCaughtUp).Select(status => status.Partition).ToList();
        if (behind.Count > 0)
        {
            obstacles.Add(
                $"It catches up with the log: {statuses.Sum(status => status.LagTicks)} ticks are left; "
                + $"partitions {string.Join(", ", behind)}.");
        }

        if (log.Health is { Writable: false, Problem: var problem })
        {
            obstacles.Add($"The tick log takes no writes: {problem}");
        }

        if (storage?.Health is { IsHealthy: false, Reason: var reason })
        {
            obstacles.Add($"The store takes no writes: {reason}");
        }

        obstacles.AddRange(statuses
            .Where(status => status.LastError is not null)
            .Select(status => $"Partition {status.Partition} is held up: {status.LastError}"));
        obstacles.AddRange(checks.SelectMany(check => check.ReadObstacles()));
        return obstacles;
    }

    private static PartitionItem ToItem(PartitionStatus status) => new(
        status.Partition,
        status.Generation,
        status.IsCaughtUp,
        status.NextOffset,
        status.EndOffset,
        status.LagTicks,
        status.CheckpointOffset >= 0 ? status.CheckpointOffset : null,
        status.CheckpointAge is { } age ? Math.Round(age.TotalSeconds, 3) : null,
        status.TickCount,
        status.DroppedRepeats,
        status.CorruptRecords,
        status.RejectedRecords,
        status.LastError);
}
