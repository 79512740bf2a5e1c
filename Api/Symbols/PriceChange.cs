namespace Tripline.Api.Symbols;

/// <summary>How far a price moved.</summary>
/// <param name="Absolute">In the price's unit.</param>
/// <param name="Percent">In percent, to four decimals.</param>
public readonly record struct PriceChange(double Absolute, double Percent)
{
    private const double LeastExact = 1e-9;
    private const double MostExact = 1e15;

    /// <summary>The way from one price to another; computed in decimal where that holds them, so that 0.15 is not
    /// 0.15000000000000568.</summary>
    public static PriceChange Between(double from, double to)
    {
        if (from is > LeastExact and < MostExact && to is > LeastExact and < MostExact)
        {
            var difference = (decimal)to - (decimal)from;
            return new((double)difference, (double)Math.Round(difference * 100m / (decimal)from, 4));
        }

        var percent = (to - from) / Math.Abs(from) * 100;
        return new(to - from, double.IsFinite(percent) ? Math.Round(percent, 4) : 0);
    }
}
