namespace Tripline.Api.Conditions;

/// <summary>What the grammar says of each text of a request.</summary>
/// <param name="Items">In the order of the request.</param>
public sealed record ConditionList(IReadOnlyList<ConditionItem> Items);
