namespace Tripline.Grains.When;

/// <summary>A number in a condition's text.</summary>
/// <param name="Value">The number.</param>
/// <param name="Column">Where it begins, counted from 1.</param>
/// <param name="Length">Its characters.</param>
public sealed record WhenLevel(decimal Value, int Column, int Length);
