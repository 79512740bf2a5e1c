namespace Tripline.Storage.Checkpoints;

/// <summary>One change of a symbol's set of rules and the place in the log at which it took effect.</summary>
/// <param name="Sequence">1, 2, 3 … within the symbol.</param>
/// <param name="AfterPosition">The change applies after the tick at this position and before the symbol's next
/// one; -1 before any tick.</param>
/// <param name="Bytes">The change, in bytes that only the symbol understands.</param>
public sealed record ArmingEntry(long Sequence, long AfterPosition, ReadOnlyMemory<byte> Bytes);
