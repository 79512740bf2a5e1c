using Microsoft.Extensions.Logging;
using Tripline.Storage.Checkpoints;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>What a partition works with.</summary>
/// <param name="Log">Where the ticks come from.</param>
/// <param name="Queues">Where it asks to be delivered to again.</param>
/// <param name="Store">Where checkpoints are kept.</param>
/// <param name="Tenures">Who may write.</param>
/// <param name="Symbols">The symbols of this silo.</param>
/// <param name="Partitions">The partitions of this silo.</param>
/// <param name="Options">Limits and intervals.</param>
/// <param name="Time">The clock of intervals and retries.</param>
/// <param name="Logger">Where damage and failures are told.</param>
public sealed record PartitionServices(
    ITickLog Log,
    TickQueues Queues,
    ICheckpointStore Store,
    IPartitionTenures Tenures,
    LocalSymbols Symbols,
    LocalPartitions Partitions,
    PartitionOptions Options,
    TimeProvider Time,
    ILogger<PartitionGrain> Logger);
