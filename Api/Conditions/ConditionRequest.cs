namespace Tripline.Api.Conditions;

/// <summary>Texts to parse.</summary>
/// <param name="Texts">At most 100, each of at most 500 characters.</param>
public sealed record ConditionRequest(IReadOnlyList<string> Texts);
