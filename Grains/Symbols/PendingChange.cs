namespace Tripline.Grains.Symbols;

/// <summary>A change that waits for the fold to reach its place in the log.</summary>
/// <param name="AfterPosition">It applies after the tick at this position.</param>
/// <param name="Sequence">Number of the journal entry that holds it.</param>
/// <param name="RuleOrder">Its order among all changes of the symbol.</param>
/// <param name="Change">The change.</param>
internal readonly record struct PendingChange(long AfterPosition, long Sequence, long RuleOrder, RuleChange Change);
