namespace Tripline.Api.Symbols;

/// <summary>Some symbols in the order of their names.</summary>
/// <param name="Items">Their quotes.</param>
/// <param name="Next">Cursor of the next page; null when this is the last one.</param>
public sealed record QuotePage(IReadOnlyList<Quote> Items, string? Next);
