namespace Tripline.Api.Symbols;

/// <summary>A symbol's last price and its day.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="LastPrice">Price of the tick with the newest time; null before the first one.</param>
/// <param name="LastSize">Its size.</param>
/// <param name="LastTime">Its event time; null before the first one.</param>
/// <param name="DayOpen">First price of the market day (UTC); null before the first tick.</param>
/// <param name="DayHigh">Highest price of the day; null before the first tick.</param>
/// <param name="DayLow">Lowest price of the day; null before the first tick.</param>
/// <param name="DayVolume">Sum of sizes of the day.</param>
/// <param name="DayTradeCount">Ticks of the day.</param>
/// <param name="PreviousClose">Last price of the day before; null on a symbol's first day.</param>
/// <param name="Change">Last price less the previous close, or less the day's open on the first day.</param>
/// <param name="ChangePercent">The change in percent, to four decimals.</param>
/// <param name="AlertCount">Alerts on the symbol.</param>
/// <param name="ArmedCount">Alerts that can fire.</param>
/// <param name="LateCount">Ticks that came too late, and moved nothing.</param>
/// <param name="TickCount">Ticks ever taken in.</param>
/// <param name="Partition">The partition of the tick log that holds it.</param>
public sealed record Quote(
    string Symbol,
    double? LastPrice,
    double LastSize,
    DateTimeOffset? LastTime,
    double? DayOpen,
    double? DayHigh,
    double? DayLow,
    double DayVolume,
    long DayTradeCount,
    double? PreviousClose,
    double? Change,
    double? ChangePercent,
    int AlertCount,
    int ArmedCount,
    long LateCount,
    long TickCount,
    int Partition)
{
    /// <summary>The summary as the API shows it.</summary>
    public static Quote From(SymbolSummary summary)
    {
        var isTraded = summary.LastPrice is not null;
        var change = summary.LastPrice is { } last
            ? PriceChange.Between(summary.PreviousClose ?? summary.DayOpen, last)
            : default;
        return new Quote(
            summary.Symbol,
            summary.LastPrice,
            summary.LastSize,
            isTraded ? DateTimeOffset.FromUnixTimeMilliseconds(summary.LastTimeMs) : null,
            isTraded ? summary.DayOpen : null,
            isTraded ? summary.DayHigh : null,
            isTraded ? summary.DayLow : null,
            summary.DayVolume,
            summary.DayTradeCount,
            summary.PreviousClose,
            isTraded ? change.Absolute : null,
            isTraded ? change.Percent : null,
            summary.AlertCount,
            summary.ArmedCount,
            summary.LateCount,
            summary.TickCount,
            summary.Partition);
    }
}
