namespace Tripline;

/// <summary>What a symbol traded for in one interval.</summary>
/// <param name="IntervalSeconds">Length: 60, 300, 900, 3600, 14400 or 86400.</param>
/// <param name="OpenTimeMs">Start of the interval, aligned to it in UTC, epoch milliseconds.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Sum of sizes.</param>
/// <param name="Vwap">Volume-weighted average price; the plain mean where no tick had a size.</param>
/// <param name="TradeCount">Number of ticks.</param>
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
