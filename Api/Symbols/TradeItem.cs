namespace Tripline.Api.Symbols;

/// <summary>One trade.</summary>
/// <param name="Time">Event time.</param>
/// <param name="Price">Price.</param>
/// <param name="Size">Traded quantity.</param>
/// <param name="IsLate">Whether it came later than <c>Symbols:Lateness</c> allows: it then moved no signal, no candle and
/// no last price.</param>
public sealed record TradeItem(DateTimeOffset Time, double Price, double Size, bool IsLate = false);
