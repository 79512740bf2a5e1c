using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Runtime.GrainDirectory;
using Orleans.Metadata;
using Tripline.Grains.Partitions;
using Tripline.Grains.Symbols;
using Tripline.Streams;
using Tripline.Streams.Provider;

namespace Tripline.Silo.Membership;

/// <summary>The directory of the symbols' grains: each silo lists its own, and nobody asks another. A symbol's place
/// follows from its partition's, so a silo that dies or leaves takes no entry of another's symbols with it.</summary>
/// <param name="partitions">What this silo holds.</param>
/// <param name="placement">Where partitions belong.</param>
/// <param name="members">Who is active.</param>
internal sealed class BesidePartitions(
    LocalPartitions partitions, IPartitionPlacement placement, ClusterMembers members)
    : IGrainDirectory, IGrainDirectoryResolver
{
    private static readonly string SymbolGrains = typeof(SymbolGrain).FullName!;

    private readonly ConcurrentDictionary<GrainId, GrainAddress> _here = new();

    /// <inheritdoc/>
    public bool TryResolveGrainDirectory(
        GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = this;
        return properties is not null
            && properties.Properties.TryGetValue(WellKnownGrainTypeProperties.FullTypeName, out var name)
            && name == SymbolGrains;
    }

    /// <inheritdoc/>
    /// <remarks>Whoever is registered where the symbol does not belong is told of its place instead, as if it were
    /// registered there: Orleans forwards the call.</remarks>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        var partition = SymbolPartition.Of(address.GrainId.Key.ToString()!, placement.PartitionCount);
        if (!partitions.IsHeld(partition) && PlaceOf(partition) is { } place && !place.Equals(address.SiloAddress))
        {
            return Task.FromResult<GrainAddress?>(new GrainAddress
            {
                GrainId = address.GrainId,
                SiloAddress = place,
                ActivationId = ActivationId.GetDeterministic(address.GrainId),
                MembershipVersion = address.MembershipVersion,
            });
        }

        var found = _here.AddOrUpdate(
            address.GrainId,
            address,
            (_, present) => previousAddress is not null && present.ActivationId.Equals(previousAddress.ActivationId)
                ? address
                : present);
        return Task.FromResult<GrainAddress?>(found);
    }

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address)
    {
        if (_here.TryGetValue(address.GrainId, out var present) && present.ActivationId.Equals(address.ActivationId))
        {
            _here.TryRemove(new KeyValuePair<GrainId, GrainAddress>(address.GrainId, present));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(_here.GetValueOrDefault(grainId));

    /// <inheritdoc/>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    private SiloAddress? PlaceOf(int partition)
    {
        var active = members.Active;
        return active.Count == 0 ? null : placement.SiloOf(partition, active);
    }
}
