using System.Runtime.InteropServices;

namespace Tripline.Runtime.Serialization;

/// <summary>The codec of many numbers, which travel as they lie in memory (least byte first).</summary>
internal sealed class NumbersCodec<TCollection, T>(
    Func<TCollection, ReadOnlyMemory<T>> open, Func<T[], TCollection> make) : Codec<TCollection>
    where T : unmanaged
{
    private static readonly int ItemSize = Marshal.SizeOf<T>();

    /// <inheritdoc/>
    internal override WireKind Kind => WireKind.Bytes;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, TCollection value) =>
        writer.Bytes(MemoryMarshal.AsBytes(open(value).Span));

    /// <inheritdoc/>
    internal override TCollection Read(WireReader reader)
    {
        var bytes = reader.Bytes();
        if (bytes.Length % ItemSize != 0)
        {
            throw WireReader.Malformed($"{bytes.Length} bytes do not make whole numbers of {ItemSize}");
        }

        var items = new T[bytes.Length / ItemSize];
        bytes.CopyTo(MemoryMarshal.AsBytes(items.AsSpan()));
        return make(items);
    }
}
