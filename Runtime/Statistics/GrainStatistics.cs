using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Statistics;

/// <summary>Counts what grains do, per grain type.</summary>
public sealed class GrainStatistics
{
    private readonly GrainHost _host;

    internal GrainStatistics(GrainHost host) => _host = host;

    /// <summary>The statistics of every grain type that was ever activated, by name. Counts of running grains are read
    /// without stopping them, so that the newest calls may be missing.</summary>
    public IReadOnlyList<GrainTypeStatistics> Snapshot() =>
        [.. _host.Classes.All
            .Select(grainClass => grainClass.TakeStatistics())
            .Where(statistics => statistics.ActivationsCreated > 0)
            .OrderBy(statistics => statistics.GrainType, StringComparer.Ordinal)];
}
