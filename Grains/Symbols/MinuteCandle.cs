namespace Tripline.Grains.Symbols;

/// <summary>A one-minute candle that still takes ticks.</summary>
internal sealed class MinuteCandle(long openTimeMs)
{
    public const long LengthMs = 60_000;

    public Lanes Sizes;
    public Lanes Notionals;
    public Lanes Prices;
    public double High = double.NegativeInfinity;
    public double Low = double.PositiveInfinity;

    public long OpenTimeMs { get; } = openTimeMs;

    public double Open { get; set; }

    public double Close { get; set; }

    public long TradeCount { get; set; }

    public void Add(double price, double size)
    {
        var lane = (int)(TradeCount % Lanes.Count);
        if (TradeCount == 0)
        {
            Open = price;
        }

        Close = price;
        High = Math.Max(High, price);
        Low = Math.Min(Low, price);
        Sizes[lane] += size;
        Notionals[lane] += price * size;
        Prices[lane] += price;
        TradeCount++;
    }

    public CandleTotals ToTotals() =>
        new(Open, High, Low, Close, Sizes.Total, Notionals.Total, Prices.Total, TradeCount);
}
