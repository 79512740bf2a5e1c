using System.Globalization;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>Probes whose trigger no client saw, at the end.</summary>
/// <param name="Missing">Those that have no trigger, in words.</param>
/// <param name="Unsent">Those that have one, which no client was sent.</param>
internal sealed record UnseenProbes(IReadOnlyList<string> Missing, IReadOnlyList<string> Unsent)
{
    /// <summary>Finds out which of the two they are.</summary>
    /// <param name="unseen">The probes.</param>
    /// <param name="probes">Their symbols.</param>
    /// <param name="silo">Whom to ask for all triggers.</param>
    /// <param name="kafka">The broker.</param>
    /// <param name="topic">The topic of the probes, which tells their offsets.</param>
    public static async Task<UnseenProbes> FindAsync(
        IReadOnlyList<(int Partition, long TimeMs)> unseen,
        ProbeSymbols probes,
        SiloProcess silo,
        KafkaServer kafka,
        string topic)
    {
        if (unseen.Count == 0)
        {
            return new UnseenProbes([], []);
        }

        var stored = (await silo.Api.GetTriggersAsync())
            .Select(trigger => (Partition: probes.PartitionOf(trigger.Symbol) ?? -1, trigger.TimeMs))
            .ToHashSet();
        var records = await Kcat.ConsumeAsync(kafka, topic);
        var described = unseen.ToLookup(stored.Contains, probe => Describe(probe, probes, records));
        return new UnseenProbes([.. described[false]], [.. described[true]]);
    }

    /// <summary>Which they are.</summary>
    public override string ToString() =>
        $"Without a trigger: {List(Missing)}. Not sent: {List(Unsent)}.";

    private static string List(IReadOnlyList<string> probes) => probes.Count == 0 ? "none" : string.Join("; ", probes);

    private static string Describe(
        (int Partition, long TimeMs) probe,
        ProbeSymbols probes,
        IReadOnlyList<(int Partition, long Offset, string Value)> records)
    {
        var offsets = records.Where(record => record.Partition == probe.Partition
            && record.Value.Contains(probes[probe.Partition], StringComparison.Ordinal)
            && record.Value.Contains(probe.TimeMs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"partition {probe.Partition} at {DateTimeOffset.FromUnixTimeMilliseconds(probe.TimeMs):HH:mm:ss.fff}, "
            + $"offset {string.Join(" and ", offsets.Select(record => record.Offset))}");
    }
}
