using Microsoft.Extensions.DependencyInjection;

namespace Tripline.Runtime.Placement;

/// <summary>What a host needs to place grains on several silos.</summary>
internal sealed record PlacementServices(IPartitionDirectory Directory, PartitionGate Gate, IRemoteCalls? Remote)
{
    /// <summary>Those that are registered; null when grains are not placed.</summary>
    internal static PlacementServices? From(IServiceProvider services) =>
        services.GetService<IPartitionDirectory>() is { } directory && services.GetService<PartitionGate>() is { } gate
            ? new PlacementServices(directory, gate, services.GetService<IRemoteCalls>())
            : null;
}
