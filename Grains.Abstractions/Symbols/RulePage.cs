namespace Tripline;

/// <summary>A numbered run of a symbol's rules, in bytes that only the symbol understands.</summary>
[GenerateSerializer, Immutable, Alias("tripline.snapshot-page")]
public readonly record struct RulePage([property: Id(0)] int Number, [property: Id(1)] ReadOnlyMemory<byte> Bytes);
