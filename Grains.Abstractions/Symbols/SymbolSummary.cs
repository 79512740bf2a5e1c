namespace Tripline;

/// <summary>A symbol's last price and its statistics of the market day (UTC) of the newest tick.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Partition">The partition that holds it.</param>
/// <param name="LastPrice">Price of the last tick in log order.</param>
/// <param name="LastSize">Its size.</param>
/// <param name="LastTimeMs">Its event time, epoch milliseconds.</param>
/// <param name="DayOpen">First price of the day.</param>
/// <param name="DayHigh">Highest price of the day.</param>
/// <param name="DayLow">Lowest price of the day.</param>
/// <param name="DayVolume">Sum of sizes of the day.</param>
/// <param name="DayTradeCount">Ticks of the day.</param>
/// <param name="PreviousClose">Last price of the day before; null on a symbol's first day.</param>
/// <param name="TickCount">Ticks ever folded.</param>
/// <param name="LateCount">Ticks that came too late for their candle.</param>
/// <param name="AlertCount">Alerts on the symbol, paused and finished ones included.</param>
/// <param name="ArmedCount">Alerts that can fire.</param>
[GenerateSerializer, Immutable, Alias("tripline.symbol-summary")]
public sealed record SymbolSummary(
    [property: Id(0)] string Symbol,
    [property: Id(1)] int Partition,
    [property: Id(2)] double? LastPrice,
    [property: Id(3)] double LastSize,
    [property: Id(4)] long LastTimeMs,
    [property: Id(5)] double DayOpen,
    [property: Id(6)] double DayHigh,
    [property: Id(7)] double DayLow,
    [property: Id(8)] double DayVolume,
    [property: Id(9)] long DayTradeCount,
    [property: Id(10)] double? PreviousClose,
    [property: Id(11)] long TickCount,
    [property: Id(12)] long LateCount,
    [property: Id(13)] int AlertCount,
    [property: Id(14)] int ArmedCount);
