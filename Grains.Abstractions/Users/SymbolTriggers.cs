namespace Tripline;

/// <summary>Triggers of one symbol on their way to an inbox.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="From">What the symbol's silo held when the triggers were found.</param>
/// <param name="Triggers">The triggers, in the order of position and rule.</param>
[GenerateSerializer, Immutable, Alias("tripline.symbol-triggers")]
public sealed record SymbolTriggers(
    [property: Id(0)] string Symbol, [property: Id(1)] PartitionHold From, [property: Id(2)] Trigger[] Triggers);
