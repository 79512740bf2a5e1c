using System.Text;

namespace Tripline.Streams.Provider;

/// <summary>Places partitions by rendezvous hashing with a bound on each silo's share: of the silos that have room, a
/// partition takes the one with the highest hash of both names.</summary>
/// <param name="partitionCount">How many partitions there are; read when first needed.</param>
/// <remarks>Rendezvous: D. Thaler, C. Ravishankar, "Using name-based mappings to increase hit rates", 1998.</remarks>
public sealed class PartitionPlacement(Func<int> partitionCount) : IPartitionPlacement
{
    private readonly Lazy<int> _count = new(partitionCount);
    private volatile Assignment? _last;

    /// <inheritdoc/>
    public int PartitionCount => _count.Value;

    /// <inheritdoc/>
    public SiloAddress SiloOf(int partition, IReadOnlyCollection<SiloAddress> silos)
    {
        var last = _last;
        if (last?.IsOf(silos) != true)
        {
            _last = last = Assign(PartitionCount, silos);
        }

        return last.Owners[partition];
    }

    private static Assignment Assign(int count, IReadOnlyCollection<SiloAddress> silos)
    {
        SiloAddress[] ordered = [.. silos.Distinct().Order()];
        if (ordered.Length == 0)
        {
            throw new ArgumentException("There must be a silo.", nameof(silos));
        }

        // So many silos get one more than the others.
        var larger = count % ordered.Length;
        var room = new int[ordered.Length];
        Array.Fill(room, (count / ordered.Length) + (larger > 0 ? 1 : 0));
        var choices = new List<(ulong Score, int Partition, int Silo)>(count * ordered.Length);
        for (var silo = 0; silo < ordered.Length; silo++)
        {
            var seed = Mix(Fnv(ordered[silo].ToParsableString()));
            for (var partition = 0; partition < count; partition++)
            {
                choices.Add((Mix(seed ^ (ulong)(partition + 1)), partition, silo));
            }
        }

        choices.Sort(static (left, right) => right.CompareTo(left));
        var owners = new SiloAddress[count];
        foreach (var (_, partition, silo) in choices)
        {
            if (owners[partition] is not null || room[silo] == 0)
            {
                continue;
            }

            owners[partition] = ordered[silo];
            if (--room[silo] == 0 && larger > 0 && --larger == 0)
            {
                TakeOneFromAll(room);
            }
        }

        return new Assignment([.. ordered], owners);
    }

    // The silos with room left are to be those of the smaller share.
    private static void TakeOneFromAll(int[] room)
    {
        for (var silo = 0; silo < room.Length; silo++)
        {
            room[silo] = Math.Max(0, room[silo] - 1);
        }
    }

    // FNV-1a, 64 bits.
    private static ulong Fnv(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9UL;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EBUL;
        return word ^ (word >> 31);
    }

    private sealed record Assignment(HashSet<SiloAddress> Silos, SiloAddress[] Owners)
    {
        public bool IsOf(IReadOnlyCollection<SiloAddress> silos) => Silos.SetEquals(silos);
    }
}
