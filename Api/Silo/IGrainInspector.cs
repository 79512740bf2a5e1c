namespace Tripline.Api.Silo;

/// <summary>Looks into single grains.</summary>
public interface IGrainInspector
{
    /// <summary>Activated grains of a type, or of all.</summary>
    Task<GrainList> ListAsync(string? type, int limit);

    /// <summary>What a grain holds; null when there is no view of its type, or no such grain.</summary>
    Task<GrainView?> InspectAsync(string type, string key);

    /// <summary>Ends a grain's activation; false when it is not activated.</summary>
    Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken);
}
