using System.Buffers.Binary;
using System.Text;

namespace Tripline.Storage.Embedded.Triggers;

/// <summary>A Bloom filter of 1 KiB over the alerts and symbols of one page of triggers: about one page in a thousand is
/// looked at in vain.</summary>
internal static class TriggerFilter
{
    /// <summary>Bytes of a filter.</summary>
    public const int Bytes = 1024;

    private const int Probes = 6;
    private const ulong MixA = 0xFF51AFD7ED558CCD;
    private const ulong MixB = 0xC4CEB9FE1A85EC53;

    /// <summary>The hash of an alert, the same in every process.</summary>
    public static ulong Of(Guid alert)
    {
        Span<byte> bytes = stackalloc byte[16];
        alert.TryWriteBytes(bytes, bigEndian: true, out _);
        return Mix(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..])));
    }

    /// <summary>The hash of a symbol, the same in every process.</summary>
    public static ulong Of(string symbol)
    {
        var hash = MixB;
        foreach (var b in Encoding.UTF8.GetBytes(symbol))
        {
            hash = (hash ^ b) * MixA;
        }

        return Mix(hash);
    }

    /// <summary>Adds a hash.</summary>
    public static void Add(Span<byte> filter, ulong hash)
    {
        for (var i = 0; i < Probes; i++)
        {
            var bit = BitOf(hash, i);
            filter[bit >> 3] |= (byte)(1 << (bit & 7));
        }
    }

    /// <summary>False when the hash was surely never added.</summary>
    public static bool MayHold(ReadOnlySpan<byte> filter, ulong hash)
    {
        for (var i = 0; i < Probes; i++)
        {
            var bit = BitOf(hash, i);
            if ((filter[bit >> 3] & (1 << (bit & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int BitOf(ulong hash, int probe) =>
        (int)(((uint)hash + ((uint)probe * ((uint)(hash >> 32) | 1))) % (Bytes * 8));

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 33)) * MixA;
        x = (x ^ (x >> 33)) * MixB;
        return x ^ (x >> 33);
    }
}
