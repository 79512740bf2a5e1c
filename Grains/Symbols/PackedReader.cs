using System.Buffers.Binary;

namespace Tripline.Grains.Symbols;

/// <summary>Reads back what <see cref="PackedWriter"/> wrote.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    public const int MaxIntegerLength = 10;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte ReadByte() => Take(1)[0];

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public Guid ReadGuid() => new(Take(16), bigEndian: true);

    public long ReadInteger()
    {
        ulong value = 0;
        for (var shift = 0; shift < 7 * MaxIntegerLength; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException("A number in a symbol's state has too many bytes.");
    }

    /// <summary>A count that is used to size something, no greater than <paramref name="most"/>.</summary>
    public int ReadCount(int most)
    {
        var count = ReadInteger();
        return count >= 0 && count <= most
            ? (int)count
            : throw new InvalidDataException($"A count of {count} in a symbol's state; at most {most} is right.");
    }

    public void ExpectByte(byte expected, string what)
    {
        var found = ReadByte();
        if (found != expected)
        {
            throw new InvalidDataException($"A {what} of format {found}; this version reads format {expected}.");
        }
    }

    /// <summary>A format's number, which must be one that this version reads: 1 to <paramref name="newest"/>.</summary>
    public byte ReadFormat(byte newest, string what)
    {
        var found = ReadByte();
        return found >= 1 && found <= newest
            ? found
            : throw new InvalidDataException($"A {what} of format {found}; this version reads formats 1 to {newest}.");
    }

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    /// <summary>Bytes with their length before them.</summary>
    public ReadOnlySpan<byte> ReadText() => Take(ReadCount(int.MaxValue));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new InvalidDataException("A symbol's state ends too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
