using System.Globalization;

namespace Tripline.Bench.Harness;

/// <summary>The bound that a figure should keep.</summary>
/// <param name="Bound">The bound, in the row's unit.</param>
/// <param name="IsLeast">True when the figure should be at least the bound, false when at most.</param>
public readonly record struct BenchGoal(double Bound, bool IsLeast)
{
    /// <summary>The figure should be at least this.</summary>
    public static BenchGoal AtLeast(double bound) => new(bound, IsLeast: true);

    /// <summary>The figure should be at most this.</summary>
    public static BenchGoal AtMost(double bound) => new(bound, IsLeast: false);

    /// <summary>Whether the value keeps the bound.</summary>
    public bool IsMetBy(double value) => IsLeast ? value >= Bound : value <= Bound;

    /// <inheritdoc/>
    public override string ToString() =>
        (IsLeast ? "≥ " : "≤ ") + Bound.ToString("#,0.###", CultureInfo.InvariantCulture);
}
