using Microsoft.Extensions.Logging;

namespace Tripline.Api.Silo;

/// <summary>Answers other silos' questions about this one: there is one on each silo, found by the silo's address.</summary>
internal sealed class SiloService(
    GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, ISiloReport report, IGrainInspector inspector)
    : GrainService(id, silo, loggers), ISiloService
{
    /// <inheritdoc/>
    public Task<SiloAnswer> Report() => Task.FromResult(report.Read());

    /// <inheritdoc/>
    public Task<GrainList> ListGrains(string? type, int limit) => Task.FromResult(inspector.List(type, limit));

    /// <inheritdoc/>
    public Task<bool> IsActive(string type, string key) => Task.FromResult(inspector.IsActive(type, key));
}
