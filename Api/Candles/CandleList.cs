namespace Tripline.Api.Candles;

/// <summary>A symbol's candles.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">1m, 5m, 15m, 1h, 4h or 1d.</param>
/// <param name="Items">Oldest first; intervals without a trade have none.</param>
public sealed record CandleList(string Symbol, string Interval, IReadOnlyList<CandleItem> Items);
