using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;
using Tripline.Grains.Partitions;
using Tripline.Streams.Provider;

namespace Tripline.Silo.Membership;

/// <summary>The directory of the partitions' grains: the table in PostgreSQL, but a partition is entered only for the silo
/// on which it belongs. A call that went astray, after an old note of its place, is forwarded there.</summary>
internal sealed class WherePartitionsBelong(
    PostgresGrainDirectory table, IPartitionPlacement placement, ClusterMembers members)
    : IGrainDirectory, IGrainDirectoryResolver
{
    private static readonly string PartitionGrains = typeof(PartitionGrain).FullName!;

    /// <inheritdoc/>
    public bool TryResolveGrainDirectory(
        GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = this;
        return properties is not null
            && properties.Properties.TryGetValue(WellKnownGrainTypeProperties.FullTypeName, out var name)
            && name == PartitionGrains;
    }

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    /// <inheritdoc/>
    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        var active = members.Active;
        if (active.Count == 0
            || placement.SiloOf((int)address.GrainId.GetIntegerKey(), active) is var place
            && place.Equals(address.SiloAddress))
        {
            return await table.Register(address, previousAddress);
        }

        return await table.Lookup(address.GrainId) ?? new GrainAddress
        {
            GrainId = address.GrainId,
            SiloAddress = place,
            ActivationId = ActivationId.GetDeterministic(address.GrainId),
            MembershipVersion = address.MembershipVersion,
        };
    }

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address) => table.Unregister(address);

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId) => table.Lookup(grainId);

    /// <inheritdoc/>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => table.UnregisterSilos(siloAddresses);
}
