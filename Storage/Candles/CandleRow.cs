namespace Tripline.Storage.Candles;

/// <summary>A candle as history keeps it.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="IntervalSeconds">Length: 60, 300, 900, 3600, 14400 or 86400.</param>
/// <param name="OpenTimeMs">Start of the interval, aligned to it in UTC, epoch milliseconds.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Sum of sizes.</param>
/// <param name="Vwap">Volume-weighted average price; the plain mean where no tick had a size.</param>
/// <param name="TradeCount">Number of ticks.</param>
public sealed record CandleRow(
    string Symbol,
    int IntervalSeconds,
    long OpenTimeMs,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double Vwap,
    long TradeCount);
