namespace Tripline.Api.Alerts;

/// <summary>Some alerts, by symbol and id.</summary>
/// <param name="Items">The alerts; a page may be short or empty although more follow.</param>
/// <param name="Next">Cursor of the next page; null when this is the last one.</param>
public sealed record AlertPage(IReadOnlyList<Alert> Items, string? Next);
