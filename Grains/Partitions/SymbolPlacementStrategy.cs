namespace Tripline.Grains.Partitions;

/// <summary>The grain's key is a symbol.</summary>
[GenerateSerializer, Immutable, Alias("tripline.symbol-placement")]
public sealed class SymbolPlacementStrategy : PlacementStrategy;
