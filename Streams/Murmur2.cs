using System.Buffers.Binary;

namespace Tripline.Streams;

/// <summary>The 32-bit MurmurHash2 variant with which Apache Kafka's own clients place a keyed record.</summary>
/// <remarks>Equal to <c>org.apache.kafka.common.utils.Utils.murmur2</c>: seed 0x9747b28c, m 0x5bd1e995, r 24, little
/// endian.</remarks>
public static class Murmur2
{
    private const uint Multiplier = 0x5bd1e995;
    private const int Rotation = 24;
    private const uint Seed = 0x9747b28c;

    /// <summary>Hashes the bytes; allocates nothing.</summary>
    public static int Hash(ReadOnlySpan<byte> data)
    {
        var hash = Seed ^ (uint)data.Length;
        var rest = data;
        while (rest.Length >= 4)
        {
            var block = BinaryPrimitives.ReadUInt32LittleEndian(rest) * Multiplier;
            block ^= block >> Rotation;
            hash = (hash * Multiplier) ^ (block * Multiplier);
            rest = rest[4..];
        }

        if (rest.Length == 3)
        {
            hash ^= (uint)rest[2] << 16;
        }

        if (rest.Length >= 2)
        {
            hash ^= (uint)rest[1] << 8;
        }

        if (rest.Length >= 1)
        {
            hash = (hash ^ rest[0]) * Multiplier;
        }

        hash = (hash ^ (hash >> 13)) * Multiplier;
        return (int)(hash ^ (hash >> 15));
    }
}
