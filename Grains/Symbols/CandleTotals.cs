using System.Globalization;

namespace Tripline.Grains.Symbols;

/// <summary>What a candle is made of; candles of the same symbol add up in order of time.</summary>
internal readonly record struct CandleTotals(
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double Notional,
    double PriceSum,
    long TradeCount)
{
    /// <summary>The volume with at most 15 significant digits, so that sums of decimals show as such.</summary>
    public double ShownVolume
    {
        get
        {
            Span<char> text = stackalloc char[32];
            return Volume.TryFormat(text, out var length, "G15", CultureInfo.InvariantCulture)
                ? double.Parse(text[..length], CultureInfo.InvariantCulture)
                : Volume;
        }
    }

    /// <summary>This and a later one as one; either may be empty.</summary>
    public CandleTotals Add(in CandleTotals later)
    {
        if (TradeCount == 0)
        {
            return later;
        }

        return later.TradeCount == 0
            ? this
            : new(
                Open,
                Math.Max(High, later.High),
                Math.Min(Low, later.Low),
                later.Close,
                Volume + later.Volume,
                Notional + later.Notional,
                PriceSum + later.PriceSum,
                TradeCount + later.TradeCount);
    }

    public Candle ToCandle(int intervalSeconds, long openTimeMs)
    {
        // The plain mean where no tick had a size. Rounding must not carry a mean past the prices it is made of.
        var mean = Volume > 0 ? Notional / Volume : PriceSum / TradeCount;
        return new(
            intervalSeconds, openTimeMs, Open, High, Low, Close, ShownVolume, Math.Clamp(mean, Low, High), TradeCount);
    }
}
