namespace Tripline.Api.Silo;

/// <summary>What the API shows of all silos together. One silo answers for itself; in a cluster the implementation asks
/// the others, each with a time limit, and lets none of them keep the rest from being shown.</summary>
public interface ISiloCluster
{
    /// <summary>The silos, this one first, then by id. One that does not answer comes with the reason.</summary>
    Task<SiloList> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Activated grains, those with most calls first.</summary>
    /// <param name="silo">Only those of the silo with this id; null for all silos.</param>
    /// <param name="type">Only those of this type; null for all types.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Null when there is no silo of that id.</returns>
    Task<GrainList?> ListGrainsAsync(string? silo, string? type, int limit, CancellationToken cancellationToken);

    /// <summary>What a grain holds, wherever it lives; null when there is no view of its type, or no such grain.</summary>
    Task<GrainView?> InspectAsync(string type, string key, CancellationToken cancellationToken);

    /// <summary>Ends a grain's activation, wherever it is; false when it is not activated.</summary>
    Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken);
}
