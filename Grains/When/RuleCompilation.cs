using Tripline.Grains.Symbols;

namespace Tripline.Grains.When;

/// <summary>A compiled rule, or what is wrong with it.</summary>
/// <param name="Rule">The rule; null when there are errors.</param>
/// <param name="Errors">One for each faulty field; empty when there is a rule.</param>
public sealed record RuleCompilation(CompiledRule? Rule, IReadOnlyList<RuleError> Errors);
