namespace Tripline.Api.Symbols;

/// <summary>A symbol's newest trades.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Items">Newest first.</param>
public sealed record TradeList(string Symbol, IReadOnlyList<TradeItem> Items);
