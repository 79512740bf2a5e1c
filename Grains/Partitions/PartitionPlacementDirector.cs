using Orleans.Runtime.Placement;
using Tripline.Streams;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Puts partitions and their symbols on the silo that also reads their queue.</summary>
public sealed class PartitionPlacementDirector(IPartitionPlacement placement, ClusterMembers members) : IPlacementDirector
{
    /// <inheritdoc/>
    /// <remarks>Orleans' own list of silos that can take a grain is some moments behind the membership.</remarks>
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var active = members.Active;
        return Task.FromResult(placement.SiloOf(
            PartitionOf(strategy, target.GrainIdentity), active.Count > 0 ? active : context.GetCompatibleSilos(target)));
    }

    private int PartitionOf(PlacementStrategy strategy, GrainId grain) => strategy is SymbolPlacementStrategy
        ? SymbolPartition.Of(grain.Key.ToString()!, placement.PartitionCount)
        : (int)grain.GetIntegerKey();
}
