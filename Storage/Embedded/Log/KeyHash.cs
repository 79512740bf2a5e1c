using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tripline.Storage.Embedded.Log;

/// <summary>A fast 64-bit hash of a key, different in each process so that nobody can choose keys that collide.</summary>
internal static class KeyHash
{
    private const ulong MixA = 0x9E3779B97F4A7C15;
    private const ulong MixB = 0xC2B2AE3D27D4EB4F;
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    /// <summary>The hash of a key in this process.</summary>
    public static ulong Of(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ ((ulong)key.Length * MixA);
        while (key.Length >= 16)
        {
            hash = Fold(
                BinaryPrimitives.ReadUInt64LittleEndian(key) ^ hash ^ MixA,
                BinaryPrimitives.ReadUInt64LittleEndian(key[8..]) ^ MixB);
            key = key[16..];
        }

        ulong low = 0;
        ulong high = 0;
        if (key.Length >= 8)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(key);
            high = BinaryPrimitives.ReadUInt64LittleEndian(key[^8..]);
        }
        else
        {
            foreach (var b in key)
            {
                low = (low << 8) | b;
            }
        }

        return Fold(Fold(low ^ hash ^ MixB, high ^ MixA), hash ^ MixB);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
