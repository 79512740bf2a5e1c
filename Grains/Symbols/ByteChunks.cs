using System.Buffers.Binary;

namespace Tripline.Grains.Symbols;

/// <summary>Runs of bytes, one behind the other in chunks of 64 KiB; a run that is longer has a chunk of its own. A run's
/// place is a positive number and never changes.</summary>
internal sealed class ByteChunks
{
    private const int ChunkBytes = 1 << 16;
    private const int FirstChunkBytes = 64;
    private const int HeadBytes = sizeof(ushort);
    private const int PlaceBytes = 2;
    private const int PlacesPerChunk = ChunkBytes / PlaceBytes;
    private const ushort OwnChunk = ushort.MaxValue;

    private byte[][] _chunks = [];
    private int _count;
    private int _used;

    /// <summary>Bytes that were filled.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes => _chunks.Sum(static chunk => chunk is null ? 8L : 32L + chunk.Length);

    /// <summary>Keeps a run and returns its place.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="rest">The others.</param>
    public int Add(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        var length = head.Length + rest.Length;
        var need = HeadBytes + length;
        if (need > ChunkBytes)
        {
            return AddOwn(head, rest);
        }

        if (_count == 0 || _used + need > ChunkBytes)
        {
            // Most symbols have few rules: the first chunk grows, the others come whole.
            Append(_count == 0 ? [] : new byte[ChunkBytes]);
        }

        ref var chunk = ref _chunks[_count - 1];
        if (chunk.Length < _used + need)
        {
            Array.Resize(ref chunk, Math.Min(ChunkBytes, Math.Max(_used + need, Math.Max(FirstChunkBytes, chunk.Length * 2))));
        }

        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(_used), (ushort)length);
        head.CopyTo(chunk.AsSpan(_used + HeadBytes));
        rest.CopyTo(chunk.AsSpan(_used + HeadBytes + head.Length));
        var place = Place(_used);
        _used += (need + PlaceBytes - 1) / PlaceBytes * PlaceBytes;
        UsedBytes += need;
        return place;
    }

    /// <summary>The run at a place.</summary>
    public ReadOnlySpan<byte> At(int place)
    {
        var chunk = _chunks[(place - 1) / PlacesPerChunk];
        var offset = (place - 1) % PlacesPerChunk * PlaceBytes;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(offset));
        return length == OwnChunk ? chunk.AsSpan(HeadBytes) : chunk.AsSpan(offset + HeadBytes, length);
    }

    private int AddOwn(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        var chunk = new byte[HeadBytes + head.Length + rest.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(chunk, OwnChunk);
        head.CopyTo(chunk.AsSpan(HeadBytes));
        rest.CopyTo(chunk.AsSpan(HeadBytes + head.Length));
        Append(chunk);
        _used = ChunkBytes;
        UsedBytes += chunk.Length;
        return Place(0);
    }

    private void Append(byte[] chunk)
    {
        if (_count == int.MaxValue / PlacesPerChunk)
        {
            throw new InvalidOperationException("The details of a symbol's rules take more than 4 GiB.");
        }

        if (_count == _chunks.Length)
        {
            Array.Resize(ref _chunks, Math.Max(1, _count * 2));
        }

        _chunks[_count++] = chunk;
        _used = 0;
    }

    private int Place(int offset) => ((_count - 1) * PlacesPerChunk) + (offset / PlaceBytes) + 1;
}
