using Tripline.Grains.Partitions;
using Tripline.Streams;
using Tripline.Streams.Provider;

namespace Tripline.Api.Feeds;

/// <summary>Says where symbols live.</summary>
internal sealed class SymbolPlaces(IPartitionPlacement placement, ClusterMembers members)
{
    /// <summary>The silo that a symbol belongs on; null before this one has joined the others.</summary>
    public SiloAddress? Of(string symbol)
    {
        var active = members.Active;
        return active.Count == 0
            ? null
            : placement.SiloOf(SymbolPartition.Of(symbol, placement.PartitionCount), active);
    }
}
