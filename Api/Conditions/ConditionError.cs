namespace Tripline.Api.Conditions;

/// <summary>Why a text is no condition.</summary>
/// <param name="Column">Where, from 1; one past the end where the text stops too early.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Expected">What could stand there.</param>
public sealed record ConditionError(int Column, string Reason, IReadOnlyList<string> Expected);
