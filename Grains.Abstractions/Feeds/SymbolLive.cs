namespace Tripline;

/// <summary>What a symbol shows live.</summary>
/// <param name="Version">Another one after each change of the symbol, and of another activation of it.</param>
/// <param name="Summary">Last price and day statistics.</param>
/// <param name="Candles">The two newest candles of each interval, older ones of an interval first.</param>
[GenerateSerializer, Immutable, Alias("tripline.symbol-live")]
public sealed record SymbolLive(
    [property: Id(0)] long Version, [property: Id(1)] SymbolSummary Summary, [property: Id(2)] Candle[] Candles);
