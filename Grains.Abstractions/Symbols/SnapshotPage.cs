namespace Tripline;

/// <summary>A numbered run of rules within a <see cref="SymbolSnapshot"/>.</summary>
[GenerateSerializer, Immutable, Alias("tripline.snapshot-page")]
public readonly record struct SnapshotPage([property: Id(0)] int Number, [property: Id(1)] ReadOnlyMemory<byte> Bytes);
