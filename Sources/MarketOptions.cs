namespace Tripline.Sources;

/// <summary>What is particular about a market: one entry of the section <c>Markets</c>.</summary>
public sealed class MarketOptions
{
    /// <summary>Its symbols, separated by commas; one may end with <c>*</c>, which stands for any rest.</summary>
    public string Symbols { get; set; } = "";

    /// <summary><c>positive</c>, or <c>any</c>: prices and levels may be zero or negative.</summary>
    public string Prices { get; set; } = "positive";
}
