namespace Tripline.Bench.Harness;

/// <summary>One figure of a report.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Goal">The bound that it should keep, if there is one.</param>
/// <param name="JsonKey">Its key in the JSON line; null keeps it out of that line.</param>
/// <param name="ToBefore">The bound that its ratio to the same figure of the build before should keep, if there is one.</param>
public sealed record BenchRow(
    string Name, double Value, string Unit, BenchGoal? Goal = null, string? JsonKey = null, BenchGoal? ToBefore = null);
