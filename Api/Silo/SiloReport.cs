using Tripline.Sources;

namespace Tripline.Api.Silo;

/// <summary>Puts together what this silo says of itself.</summary>
internal sealed class SiloReport(SiloStart start, ISiloMonitor monitor, IEnumerable<ITickSource> sources) : ISiloReport
{
    /// <inheritdoc/>
    public SiloAnswer Read() => new(
        start.Version,
        start.At,
        Math.Round(start.Uptime.TotalSeconds, 3),
        sources.Select(ToItem).ToList(),
        monitor.ReadPartitions(),
        monitor.ReadGrains());

    private static SourceItem ToItem(ITickSource source)
    {
        var status = source.Status;
        return new SourceItem(source.Name, status.State, status.TickCount, status.SkippedCount, status.Detail);
    }
}
