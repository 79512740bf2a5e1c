namespace Tripline.Grains.When;

/// <summary>What is wrong with one field of a rule.</summary>
/// <param name="Field"><c>when</c> or <c>rearm</c>.</param>
/// <param name="Message">A sentence.</param>
public sealed record RuleError(string Field, string Message);
