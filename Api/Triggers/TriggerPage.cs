namespace Tripline.Api.Triggers;

/// <summary>Some triggers in the order of their numbers.</summary>
/// <param name="Items">The triggers.</param>
/// <param name="Next">The <c>after</c> of the next page; null when this is the last one so far.</param>
public sealed record TriggerPage(IReadOnlyList<TriggerItem> Items, long? Next);
