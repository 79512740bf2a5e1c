namespace Tripline.Storage.Checkpoints;

/// <summary>A numbered run of a symbol's rules in bytes that only the symbol understands.</summary>
public sealed record RulePage(int Number, ReadOnlyMemory<byte> Bytes);
