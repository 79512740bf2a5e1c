using System.Text.Json;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>Who holds each partition, with which generation, at one moment.</summary>
internal sealed class Holders
{
    private readonly Dictionary<int, (SiloProcess Silo, long Generation)> _holders = [];

    /// <summary>How many partitions are held.</summary>
    public int Count => _holders.Count;

    /// <summary>Asks silos which partitions they hold; one that does not answer holds none.</summary>
    public static async Task<Holders> ReadAsync(IReadOnlyCollection<SiloProcess> silos)
    {
        var answers = await Task.WhenAll(silos.Select(async silo => (Silo: silo, Held: await AskAsync(silo))));
        var holders = new Holders();
        foreach (var (silo, held) in answers)
        {
            foreach (var (partition, generation) in held)
            {
                if (!holders._holders.TryGetValue(partition, out var other) || other.Generation < generation)
                {
                    holders._holders[partition] = (silo, generation);
                }
            }
        }

        return holders;
    }

    /// <summary>The partitions of some silos.</summary>
    public IReadOnlyList<int> Of(IReadOnlyCollection<SiloProcess> silos) =>
        [.. _holders.Where(holder => silos.Contains(holder.Value.Silo)).Select(holder => holder.Key)];

    private static async Task<List<(int Partition, long Generation)>> AskAsync(SiloProcess silo)
    {
        try
        {
            return [.. (await silo.Api.GetSiloAsync()).GetProperty("partitions").EnumerateArray().Select(partition =>
                (partition.GetProperty("number").GetInt32(), partition.GetProperty("generation").GetInt64()))];
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or JsonException)
        {
            return [];
        }
    }
}
