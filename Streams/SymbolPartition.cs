using System.Text;

namespace Tripline.Streams;

/// <summary>Tells which partition a symbol belongs to, as Kafka's default partitioner does for a record with that
/// key.</summary>
public static class SymbolPartition
{
    private const int MaxStackBytes = 256;

    /// <summary>The partition of a symbol, 0 to <paramref name="partitionCount"/> - 1; allocates nothing for a symbol
    /// of the length that the product allows.</summary>
    public static int Of(ReadOnlySpan<char> symbol, int partitionCount)
    {
        var bytes = symbol.Length * 3 <= MaxStackBytes
            ? stackalloc byte[MaxStackBytes]
            : new byte[Encoding.UTF8.GetMaxByteCount(symbol.Length)];
        return Of(bytes[..Encoding.UTF8.GetBytes(symbol, bytes)], partitionCount);
    }

    /// <summary>The partition of a symbol given in UTF-8.</summary>
    public static int Of(ReadOnlySpan<byte> symbol, int partitionCount) =>
        (Murmur2.Hash(symbol) & int.MaxValue) % partitionCount;
}
