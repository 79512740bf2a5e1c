namespace Tripline.Grains.Symbols;

/// <summary>A change that may still have to be taken back.</summary>
/// <param name="Sequence">Its number in the arming journal.</param>
/// <param name="AlertId">Whose rule it changed.</param>
/// <param name="Before">The rule before; null when there was none.</param>
internal readonly record struct UnconfirmedChange(long Sequence, Guid AlertId, RuleImage? Before);
