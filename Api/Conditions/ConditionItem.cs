using Tripline.Grains.When;

namespace Tripline.Api.Conditions;

/// <summary>What the grammar says of a text.</summary>
/// <param name="When">The text.</param>
/// <param name="Error">Why it is no condition; null when it is one.</param>
/// <param name="Levels">Its numbers, in the order of the text; none when it is no condition.</param>
/// <param name="Completions">How it may go on at its end.</param>
public sealed record ConditionItem(
    string When,
    ConditionError? Error,
    IReadOnlyList<ConditionLevel> Levels,
    IReadOnlyList<ConditionCompletion> Completions)
{
    /// <summary>Parses a text.</summary>
    public static ConditionItem Of(string when)
    {
        var error = WhenParser.Parse(when).Error;
        return new ConditionItem(
            when,
            error is null ? null : new ConditionError(error.Column, error.Message, error.Expected),
            error is null
                ? [.. WhenOutline.Levels(when).Select(level => new ConditionLevel(level.Value, level.Column, level.Length))]
                : [],
            [.. WhenOutline.Completions(when).Select(completion => new ConditionCompletion(completion.Text, completion.Column))]);
    }
}
