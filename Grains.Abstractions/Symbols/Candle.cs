namespace Tripline;

/// <summary>Open, high, low, close, volume, vwap and trade count over an interval aligned to UTC.</summary>
[GenerateSerializer, Immutable, Alias("tripline.candle")]
public readonly record struct Candle(
    [property: Id(0)] int IntervalSeconds,
    [property: Id(1)] long OpenTimeMs,
    [property: Id(2)] double Open,
    [property: Id(3)] double High,
    [property: Id(4)] double Low,
    [property: Id(5)] double Close,
    [property: Id(6)] double Volume,
    [property: Id(7)] double Vwap,
    [property: Id(8)] long TradeCount);
