namespace Tripline.Grains.Symbols;

/// <summary>A one-minute candle that still takes ticks.</summary>
internal sealed class MinuteCandle
{
    public const long LengthMs = 60_000;

    public Lanes Sizes;
    public Lanes Notionals;
    public Lanes Prices;

    public long OpenTimeMs { get; set; }

    public double Open { get; set; }

    public double High { get; set; }

    public double Low { get; set; }

    public double Close { get; set; }

    public long TradeCount { get; set; }

    /// <summary>Event time of the tick that opened it: the earliest so far, the first of them in the log.</summary>
    public long OpenedMs { get; set; }

    /// <summary>Event time of the tick that closes it so far: the newest, the last of them in the log.</summary>
    public long ClosedMs { get; set; }

    /// <summary>Empties it for another minute.</summary>
    public void Begin(long openTimeMs)
    {
        (OpenTimeMs, TradeCount, Open, Close) = (openTimeMs, 0, 0, 0);
        (OpenedMs, ClosedMs) = (long.MaxValue, long.MinValue);
        (High, Low) = (double.NegativeInfinity, double.PositiveInfinity);
        (Sizes, Notionals, Prices) = (default, default, default);
    }

    public void Add(double price, double size, long timeMs)
    {
        var lane = (int)(TradeCount & (Lanes.Count - 1));
        if (timeMs < OpenedMs)
        {
            (Open, OpenedMs) = (price, timeMs);
        }

        if (timeMs >= ClosedMs)
        {
            (Close, ClosedMs) = (price, timeMs);
        }

        High = price > High ? price : High;
        Low = price < Low ? price : Low;
        Sizes[lane] += size;
        Notionals[lane] += price * size;
        Prices[lane] += price;
        TradeCount++;
    }

    public CandleTotals ToTotals() =>
        new(Open, High, Low, Close, Sizes.Total, Notionals.Total, Prices.Total, TradeCount);
}
