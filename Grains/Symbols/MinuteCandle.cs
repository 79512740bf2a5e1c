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

    /// <summary>Empties it for another minute.</summary>
    public void Begin(long openTimeMs)
    {
        (OpenTimeMs, TradeCount, Open, Close) = (openTimeMs, 0, 0, 0);
        (High, Low) = (double.NegativeInfinity, double.PositiveInfinity);
        (Sizes, Notionals, Prices) = (default, default, default);
    }

    public void Add(double price, double size)
    {
        var lane = (int)(TradeCount & (Lanes.Count - 1));
        if (TradeCount == 0)
        {
            Open = price;
        }

        Close = price;
        High = price > High ? price : High;
        Low = price < Low ? price : Low;
        Sizes[lane] += size;
        Notionals[lane] += price * size;
        Prices[lane] += price;
        TradeCount++;
    }

    /// <summary>Takes account of ticks that were added to the sums, the high and the low already.</summary>
    public void CountAdded(int ticks, double first, double last)
    {
        if (TradeCount == 0)
        {
            Open = first;
        }

        Close = last;
        TradeCount += ticks;
    }

    public CandleTotals ToTotals() =>
        new(Open, High, Low, Close, Sizes.Total, Notionals.Total, Prices.Total, TradeCount);
}
