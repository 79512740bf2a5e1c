using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Tripline.Storage.Embedded.Version1;

/// <summary>CRC-32C over bytes, in hardware where the processor has it.</summary>
internal static class Crc
{
    /// <summary>The checksum of <paramref name="bytes"/>, begun with <paramref name="seed"/>.</summary>
    public static uint Compute(uint seed, ReadOnlySpan<byte> bytes)
    {
        var crc = ~seed;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var b in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
