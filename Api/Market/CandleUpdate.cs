using Tripline.Api.Candles;

namespace Tripline.Api.Market;

/// <summary>A symbol's running or just closed candle changed.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">1m, 5m, 15m, 1h, 4h or 1d.</param>
/// <param name="Candle">The candle as it is now.</param>
public sealed record CandleUpdate(string Symbol, string Interval, CandleItem Candle);
