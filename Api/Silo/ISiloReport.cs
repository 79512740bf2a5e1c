namespace Tripline.Api.Silo;

/// <summary>What this silo says of itself, to its own users and to other silos.</summary>
public interface ISiloReport
{
    /// <summary>Its state now: sources, the partitions that it owns, and what its grains did.</summary>
    SiloAnswer Read();
}
