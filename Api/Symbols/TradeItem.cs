namespace Tripline.Api.Symbols;

/// <summary>One trade.</summary>
/// <param name="Time">Event time.</param>
/// <param name="Price">Price.</param>
/// <param name="Size">Traded quantity.</param>
public sealed record TradeItem(DateTimeOffset Time, double Price, double Size);
