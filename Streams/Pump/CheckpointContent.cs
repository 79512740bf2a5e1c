using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;

namespace Tripline.Streams.Pump;

/// <summary>What the consumer adds to a checkpoint.</summary>
public sealed record CheckpointContent(
    IReadOnlyList<SymbolCheckpoint> Symbols, IReadOnlyList<CandleRow> ClosedCandles);
