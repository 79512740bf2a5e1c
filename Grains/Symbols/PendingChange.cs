namespace Tripline.Grains.Symbols;

/// <summary>A change that waits for the fold to reach its place in the log.</summary>
internal readonly record struct PendingChange(long AfterPosition, long Sequence, RuleChange Change);
