namespace Tripline.Storage.Embedded.Checkpoints;

/// <summary>What is known of a symbol's stored checkpoint without reading it all.</summary>
internal readonly record struct SymbolHead(long ArmingSequence, int RulePages, int CoreParts);
