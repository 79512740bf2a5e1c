using System.Text.Json;

namespace Tripline.Api.Silo;

/// <summary>Looks into single grains.</summary>
public interface IGrainInspector
{
    /// <summary>Grains of a type, or of all, that are activated on this silo; those with most calls first.</summary>
    GrainList List(string? type, int limit);

    /// <summary>Whether a grain is activated on this silo.</summary>
    bool IsActive(string type, string key);

    /// <summary>What a grain holds, wherever it lives; null when there is no view of its type, or no such grain.</summary>
    Task<JsonElement?> ReadStateAsync(string type, string key);

    /// <summary>Ends the activation of a grain, wherever it lives. One that is not activated would be activated first.
    /// </summary>
    Task DeactivateAsync(string type, string key, CancellationToken cancellationToken);
}
