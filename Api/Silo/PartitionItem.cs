namespace Tripline.Api.Silo;

/// <summary>A partition of the tick log.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Generation">The generation with which the silo holds it; 0 on a silo that runs alone.</param>
/// <param name="IsCaughtUp">Whether it has passed the end that the log had when the silo took it.</param>
/// <param name="Position">Offset of the record that is delivered next.</param>
/// <param name="End">Offset after the newest durable record.</param>
/// <param name="Lag">Durable ticks not yet delivered.</param>
/// <param name="Checkpoint">Offset at which a restart would go on; null before the first checkpoint.</param>
/// <param name="CheckpointAgeSeconds">Time since that checkpoint; null before the first one.</param>
/// <param name="TickCount">Ticks passed since the log began.</param>
/// <param name="RepeatCount">Ticks dropped since the start because their source had sent them before.</param>
/// <param name="DamageCount">Damaged stretches of the log passed over since the start.</param>
/// <param name="RejectedCount">Records since the start that could not be read and became dead letters.</param>
/// <param name="Error">What keeps it from going on right now; null when nothing does.</param>
[GenerateSerializer, Immutable, Alias("tripline.partition-item")]
public sealed record PartitionItem(
    int Number,
    long Generation,
    bool IsCaughtUp,
    long Position,
    long End,
    long Lag,
    long? Checkpoint,
    double? CheckpointAgeSeconds,
    long TickCount,
    long RepeatCount,
    long DamageCount,
    long RejectedCount,
    string? Error);
