using Orleans.Runtime.Placement;
using Tripline.Streams;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Puts partitions and their symbols on the silo that also reads their queue.</summary>
public sealed class PartitionPlacementDirector(IPartitionPlacement placement) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? placement.SiloOf(PartitionOf(strategy, target.GrainIdentity), silos));
    }

    private int PartitionOf(PlacementStrategy strategy, GrainId grain) => strategy is SymbolPlacementStrategy
        ? SymbolPartition.Of(grain.Key.ToString()!, placement.PartitionCount)
        : (int)grain.GetIntegerKey();
}
