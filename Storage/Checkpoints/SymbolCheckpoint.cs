namespace Tripline.Storage.Checkpoints;

/// <summary>A symbol's state in bytes that only the symbol understands.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="ArmingSequence">Journal entries up to this one are reflected.</param>
/// <param name="Core">Everything but the rules: written whole each time.</param>
/// <param name="RulePageCount">How many rule pages the symbol has, from page 0.</param>
/// <param name="RulePages">On a write: the pages that changed. On a read: all of them, rising by number.</param>
public sealed record SymbolCheckpoint(
    string Symbol,
    long ArmingSequence,
    ReadOnlyMemory<byte> Core,
    int RulePageCount,
    IReadOnlyList<RulePage> RulePages);
