namespace Tripline.Storage.Triggers;

/// <summary>Selects triggers of one user in the order of their numbers.</summary>
/// <param name="User">Whose inbox.</param>
/// <param name="After">Numbers above this one only.</param>
/// <param name="Limit">At most this many.</param>
/// <param name="Symbol">Only of this symbol, or null.</param>
/// <param name="AlertId">Only of this alert, or null.</param>
public sealed record TriggerQuery(string User, long After, int Limit, string? Symbol = null, Guid? AlertId = null);
