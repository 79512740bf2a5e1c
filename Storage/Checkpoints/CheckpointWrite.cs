using Tripline.Storage.Candles;

namespace Tripline.Storage.Checkpoints;

/// <summary>Everything that one checkpoint writes at once.</summary>
public sealed record CheckpointWrite(
    PartitionCheckpoint Partition,
    IReadOnlyList<SymbolCheckpoint> Symbols,
    IReadOnlyList<SymbolCandles> ClosedCandles);
