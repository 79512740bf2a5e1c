using Orleans.Runtime.Placement;
using Tripline.Streams;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Puts partitions, and the symbols of partitions that are held by no other silo yet, on the silo that also reads
/// their queue.</summary>
public sealed class PartitionPlacementDirector(
    IPartitionPlacement placement, ClusterMembers members, LocalPartitions partitions) : IPlacementDirector
{
    /// <inheritdoc/>
    /// <remarks>Orleans' own list of silos that can take a grain is some moments behind the membership.</remarks>
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        if (strategy is SymbolPlacementStrategy)
        {
            // Beside its partition for as long as that is here, wherever it belongs by now.
            var partition = SymbolPartition.Of(target.GrainIdentity.Key.ToString()!, placement.PartitionCount);
            return Task.FromResult(partitions.IsHeld(partition) ? context.LocalSilo : PlaceOf(partition, target, context));
        }

        return Task.FromResult(PlaceOf((int)target.GrainIdentity.GetIntegerKey(), target, context));
    }

    private SiloAddress PlaceOf(int partition, PlacementTarget target, IPlacementContext context)
    {
        var active = members.Active;
        return placement.SiloOf(partition, active.Count > 0 ? active : context.GetCompatibleSilos(target));
    }
}
