using Microsoft.Extensions.Logging;
using Tripline.Grains.Partitions;

namespace Tripline.Api.Silo;

/// <summary>Answers other silos' questions about this one: there is one on each silo, found by the silo's address.</summary>
internal sealed class SiloService(
    GrainId id,
    Orleans.Runtime.Silo silo,
    ILoggerFactory loggers,
    ISiloReport report,
    IGrainInspector inspector,
    LocalSymbols symbols)
    : GrainService(id, silo, loggers), ISiloService
{
    /// <inheritdoc/>
    public Task<SiloAnswer> Report() => Task.FromResult(report.Read());

    /// <inheritdoc/>
    public Task<GrainList> ListGrains(string? type, int limit) => Task.FromResult(inspector.List(type, limit));

    /// <inheritdoc/>
    public Task<SymbolLive[]> ReadChanged(SeenSymbol[] seen) => symbols.ReadChangedAsync(seen);

    /// <inheritdoc/>
    public Task<bool> IsActive(string type, string key) => Task.FromResult(inspector.IsActive(type, key));
}
