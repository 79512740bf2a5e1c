namespace Tripline.Api.Candles;

/// <summary>A candle.</summary>
/// <param name="Time">Start of the interval.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Sum of sizes.</param>
/// <param name="Vwap">Volume-weighted average price.</param>
/// <param name="TradeCount">Number of trades.</param>
public sealed record CandleItem(
    DateTimeOffset Time,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double Vwap,
    long TradeCount)
{
    /// <summary>The candle as the API shows it.</summary>
    public static CandleItem From(in Candle candle) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTimeMs),
        candle.Open,
        candle.High,
        candle.Low,
        candle.Close,
        candle.Volume,
        candle.Vwap,
        candle.TradeCount);
}
