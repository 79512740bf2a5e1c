using System.Diagnostics.CodeAnalysis;

namespace Tripline.Grains.When;

/// <summary>A condition, or why there is none.</summary>
/// <param name="Condition">The condition; null when the text is none.</param>
/// <param name="Error">Why not; null when it is one.</param>
public readonly record struct WhenParseResult(WhenCondition? Condition, WhenError? Error)
{
    /// <summary>Whether the text is a condition.</summary>
    [MemberNotNullWhen(true, nameof(Condition))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Condition is not null;
}
