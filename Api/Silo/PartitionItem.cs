namespace Tripline.Api.Silo;

/// <summary>A partition of the tick log.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Position">Offset up to which its ticks are folded and their triggers stored.</param>
/// <param name="End">Offset of the log's end.</param>
/// <param name="Lag">The bytes of log in between.</param>
/// <param name="Checkpoint">Offset at which a restart would go on.</param>
/// <param name="TickCount">Ticks folded, ever.</param>
/// <param name="State">What its pump is doing.</param>
/// <param name="Detail">A sentence for people where something is wrong.</param>
public sealed record PartitionItem(
    int Number, long Position, long End, long Lag, long Checkpoint, long TickCount, string State, string? Detail);
