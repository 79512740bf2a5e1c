using Microsoft.Extensions.Logging;
using Tripline.Storage.Checkpoints;
using Tripline.Streams.Log;

namespace Tripline.Streams.Pump;

/// <summary>What a pump works with.</summary>
/// <param name="Log">Where the ticks come from.</param>
/// <param name="Consumer">Where they go.</param>
/// <param name="Store">Where checkpoints are kept.</param>
/// <param name="Options">Limits and intervals.</param>
/// <param name="Time">The clock of intervals and retries.</param>
/// <param name="Logger">Where damage and failures are told.</param>
public sealed record PumpServices(
    ITickLog Log,
    IPartitionConsumer Consumer,
    ICheckpointStore Store,
    PumpOptions Options,
    TimeProvider Time,
    ILogger<PartitionPump> Logger);
