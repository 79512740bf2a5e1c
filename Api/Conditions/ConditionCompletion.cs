namespace Tripline.Api.Conditions;

/// <summary>A word or sign with which a condition may go on.</summary>
/// <param name="Text">The word or sign.</param>
/// <param name="Column">Where it goes, from 1, in the place of whatever stands there.</param>
public sealed record ConditionCompletion(string Text, int Column);
