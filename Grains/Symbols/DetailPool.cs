using System.Buffers.Binary;

namespace Tripline.Grains.Symbols;

/// <summary>The details of a symbol's rules as bytes in large chunks: no object a rule. Users and message templates, which
/// many rules have in common, are kept once. Grows only; whoever holds the places moves what lives into a new one.
/// </summary>
internal sealed class DetailPool
{
    /// <summary>The place of a rule without details.</summary>
    public const int None = 0;

    private readonly ByteChunks _bytes = new();
    private readonly SharedTexts _shared;

    public DetailPool() => _shared = new(_bytes);

    /// <summary>Bytes that entries take.</summary>
    public long UsedBytes => _bytes.UsedBytes;

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes => _bytes.MemoryBytes + _shared.MemoryBytes;

    /// <summary>Keeps details and returns their place.</summary>
    /// <param name="details">As <see cref="RuleDetailsCodec"/> has them.</param>
    public int Add(ReadOnlySpan<byte> details)
    {
        var reader = new PackedReader(details);
        var flags = reader.ReadByte();
        if (flags == RuleDetailsCodec.None)
        {
            return None;
        }

        Span<byte> head = stackalloc byte[1 + (2 * sizeof(int))];
        head[0] = flags;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], _shared.Intern(reader.ReadText()));
        if ((flags & RuleDetailsCodec.HasMessage) == 0)
        {
            return _bytes.Add(head[..(1 + sizeof(int))], reader.Rest);
        }

        BinaryPrimitives.WriteInt32LittleEndian(head[(1 + sizeof(int))..], _shared.Intern(reader.ReadText()));
        return _bytes.Add(head, reader.Rest);
    }

    /// <summary>Writes the details at a place as <see cref="RuleDetailsCodec"/> has them.</summary>
    public void WriteTo(ref PackedWriter writer, int place)
    {
        if (place == None)
        {
            writer.WriteByte(RuleDetailsCodec.None);
            return;
        }

        var entry = _bytes.At(place);
        var flags = entry[0];
        writer.WriteByte(flags);
        WriteShared(ref writer, BinaryPrimitives.ReadInt32LittleEndian(entry[1..]));
        entry = entry[(1 + sizeof(int))..];
        if ((flags & RuleDetailsCodec.HasMessage) != 0)
        {
            WriteShared(ref writer, BinaryPrimitives.ReadInt32LittleEndian(entry));
            entry = entry[sizeof(int)..];
        }

        writer.WriteBytes(entry);
    }

    /// <summary>The details at a place; null where there are none.</summary>
    public RuleDetails? Read(int place)
    {
        if (place == None)
        {
            return null;
        }

        var writer = new PackedWriter(128);
        WriteTo(ref writer, place);
        return RuleDetailsCodec.Decode(writer.Written);
    }

    /// <summary>Bytes that an entry takes, without what it shares.</summary>
    public int SizeAt(int place) => place == None ? 0 : _bytes.At(place).Length;

    private void WriteShared(ref PackedWriter writer, int place)
    {
        var text = _bytes.At(place);
        writer.WriteInteger(text.Length);
        writer.WriteBytes(text);
    }
}
