using System.Globalization;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>Probes whose trigger no client saw, at the end.</summary>
/// <param name="Missing">Those that have no trigger.</param>
/// <param name="Unsent">Those that have one, which no client was sent.</param>
internal sealed record UnseenProbes(
    IReadOnlyList<(int Partition, long TimeMs)> Missing, IReadOnlyList<(int Partition, long TimeMs)> Unsent)
{
    /// <summary>Finds out which of the two they are.</summary>
    /// <param name="unseen">The probes.</param>
    /// <param name="probes">Their symbols.</param>
    /// <param name="silo">Whom to ask for all triggers.</param>
    public static async Task<UnseenProbes> FindAsync(
        IReadOnlyList<(int Partition, long TimeMs)> unseen, ProbeSymbols probes, SiloProcess silo)
    {
        if (unseen.Count == 0)
        {
            return new UnseenProbes([], []);
        }

        var stored = (await silo.Api.GetTriggersAsync())
            .Select(trigger => (Partition: probes.PartitionOf(trigger.Symbol) ?? -1, trigger.TimeMs))
            .ToHashSet();
        return new UnseenProbes([.. unseen.Where(probe => !stored.Contains(probe))], [.. unseen.Where(stored.Contains)]);
    }

    /// <summary>Which they are, in words.</summary>
    public override string ToString() => $"Without a trigger: {Describe(Missing)}. Not sent: {Describe(Unsent)}.";

    private static string Describe(IReadOnlyList<(int Partition, long TimeMs)> probes) => probes.Count == 0
        ? "none"
        : string.Join(", ", probes.Select(probe => string.Create(
            CultureInfo.InvariantCulture,
            $"partition {probe.Partition} at {DateTimeOffset.FromUnixTimeMilliseconds(probe.TimeMs):HH:mm:ss.fff}")));
}
