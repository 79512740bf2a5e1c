namespace Tripline.Grains.Symbols;

/// <summary>The running candle of a longer interval, as far as its minutes have closed.</summary>
/// <param name="IntervalSeconds">Length of the candle.</param>
/// <param name="OpenTimeMs">Start of the interval.</param>
/// <param name="Totals">Of the closed minutes; empty when there is none yet.</param>
internal record struct RollUp(int IntervalSeconds, long OpenTimeMs, CandleTotals Totals)
{
    public readonly bool IsEmpty => Totals.TradeCount == 0;

    public readonly long EndMs => OpenTimeMs + (IntervalSeconds * 1000L);
}
