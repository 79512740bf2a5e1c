using Tripline.Grains.Partitions;

namespace Tripline.Tests.Grains.Support;

/// <summary>What one test wants otherwise than the others.</summary>
public sealed class MarketSetup
{
    public int Partitions { get; init; } = 1;

    /// <summary>Whose writes count.</summary>
    public IPartitionTenures Tenures { get; init; } = new SoleTenures();

    /// <summary>What else the silo has.</summary>
    public Action<ISiloBuilder> Silo { get; init; } = static _ => { };
}
