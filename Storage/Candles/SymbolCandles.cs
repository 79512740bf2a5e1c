namespace Tripline.Storage.Candles;

/// <summary>Candles of one symbol, of any intervals.</summary>
public sealed record SymbolCandles(string Symbol, IReadOnlyList<Candle> Candles);
