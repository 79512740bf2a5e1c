using Orleans.Placement;

namespace Tripline.Grains.Partitions;

/// <summary>Places a symbol's grain beside its partition's.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SymbolPlacementAttribute() : PlacementAttribute(new SymbolPlacementStrategy());
