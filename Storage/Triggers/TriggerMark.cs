namespace Tripline.Storage.Triggers;

/// <summary>The last trigger of a symbol that a user's inbox has numbered; what is not beyond it is a repeat.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Position">The trigger's position.</param>
/// <param name="RuleOrder">Its order among the triggers at that position.</param>
/// <param name="Partition">The symbol's partition. Not stored, as the generation: both say under what the triggers were
/// found, and are 0 in a mark that is read.</param>
/// <param name="Generation">The generation with which the partition was held then. A store that several silos share
/// refuses the write when the partition has been taken since; the embedded one ignores it.</param>
public sealed record TriggerMark(
    string Symbol, long Position, long RuleOrder, int Partition = 0, long Generation = 0);
