using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Partitions;

/// <summary>What the consumer adds to a checkpoint.</summary>
public sealed record CheckpointContent(
    IReadOnlyList<SymbolCheckpoint> Symbols, IReadOnlyList<SymbolCandles> ClosedCandles);
