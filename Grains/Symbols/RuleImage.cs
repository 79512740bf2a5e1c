namespace Tripline.Grains.Symbols;

/// <summary>A rule as it was before a change that may have to be taken back.</summary>
internal sealed record RuleImage(RuleSlot Slot, RuleRecord Record);
