namespace Tripline.Grains.Symbols;

/// <summary>A candle that closed, and the first snapshot that holds it.</summary>
internal readonly record struct ClosedCandle(Candle Candle, long Snapshot);
