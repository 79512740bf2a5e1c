namespace Tripline.Grains.Partitions;

/// <summary>The turns in which an activated symbol took ticks.</summary>
/// <param name="Count">How many it came to.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="LastAtMs">When the last was queued, in milliseconds since the machine's start; 0 when none was.</param>
public readonly record struct SymbolTurns(long Count, long Waiting, long LastAtMs);
