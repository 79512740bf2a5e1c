using Tripline.Api.Silo;
using Tripline.Runtime.Statistics;
using Tripline.Storage.Embedded;
using Tripline.Streams.Log;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Monitoring;

/// <summary>Shows the API what pumps, log, storage and grains are doing.</summary>
internal sealed class SiloMonitor(
    PumpHost pumps, ITickLog log, EmbeddedStorage storage, GrainStatistics grains) : ISiloMonitor
{
    private volatile bool _hasCaughtUp;

    /// <inheritdoc/>
    public IReadOnlyList<PartitionItem> ReadPartitions() =>
        [.. pumps.Statuses.Select(status => new PartitionItem(
            status.Partition,
            status.NextOffset,
            status.EndOffset,
            status.LagTicks,
            Math.Max(0, status.CheckpointOffset),
            status.CheckpointAge?.TotalSeconds,
            status.TickCount,
            status.DroppedRepeats,
            status.CorruptRecords,
            StateOf(status),
            status.LastError))];

    /// <inheritdoc/>
    public IReadOnlyList<GrainTypeItem> ReadGrains() =>
        [.. grains.Snapshot().Select(type => new GrainTypeItem(
            type.GrainType,
            type.Activations,
            type.Calls,
            type.Failures,
            type.CallTimeP50.TotalMicroseconds,
            type.CallTimeP99.TotalMicroseconds,
            type.TurnsWaiting))];

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadObstacles()
    {
        var obstacles = new List<string>();
        if (!HasCaughtUp())
        {
            obstacles.Add($"The silo catches up with its log: {pumps.Statuses.Sum(status => status.LagTicks)} ticks left.");
        }

        if (log.Health is { Writable: false, Problem: var problem })
        {
            obstacles.Add(problem ?? "The tick log takes no writes.");
        }

        if (!storage.Health.IsHealthy)
        {
            obstacles.Add(storage.Health.Reason ?? "The store takes no writes.");
        }

        return obstacles;
    }

    // Once caught up with what was in the log at start, a silo is ready for good; later lag is shown, not refused.
    private bool HasCaughtUp() => _hasCaughtUp |= pumps.WhenCaughtUpAsync(CancellationToken.None).IsCompletedSuccessfully;

    private static string StateOf(PartitionStatus status) =>
        status.LastError is not null ? "waiting" : status.LagTicks > 0 ? "running" : "idle";
}
