using Orleans.Services;

namespace Tripline.Api.Silo;

/// <summary>Answers other silos' questions about this one.</summary>
[Alias("tripline.silo-service")]
internal interface ISiloService : IGrainService
{
    /// <summary>What this silo says of itself.</summary>
    [Alias("Report")]
    Task<SiloAnswer> Report();

    /// <summary>Grains of a type, or of all, that are activated here; those with most calls first.</summary>
    [Alias("ListGrains")]
    Task<GrainList> ListGrains(string? type, int limit);

    /// <summary>What symbols show live: those that are activated here and have changed since they were seen.</summary>
    [Alias("ReadChanged")]
    [ResponseTimeout("00:00:02")]
    Task<SymbolLive[]> ReadChanged(SeenSymbol[] seen);

    /// <summary>Whether a grain is activated here.</summary>
    [Alias("IsActive")]
    Task<bool> IsActive(string type, string key);
}
