namespace Tripline;

/// <summary>How far somebody has seen a symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Version">The <see cref="SymbolLive.Version"/> that was seen last.</param>
[GenerateSerializer, Immutable, Alias("tripline.seen-symbol")]
public readonly record struct SeenSymbol([property: Id(0)] string Symbol, [property: Id(1)] long Version);
