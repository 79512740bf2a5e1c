using System.Buffers.Binary;
using System.Text;

namespace Tripline.Grains.Symbols;

/// <summary>Writes values one behind the other into a growing array: whole numbers in as few bytes as they need, doubles
/// bit by bit.</summary>
internal struct PackedWriter(int capacity)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(sizeof(double)), value);

    public void WriteGuid(Guid value) => value.TryWriteBytes(Reserve(16), bigEndian: true, out _);

    /// <summary>Small numbers of either sign take few bytes.</summary>
    public void WriteInteger(long value)
    {
        var rest = (ulong)(value << 1) ^ (ulong)(value >> 63);
        var bytes = Reserve(PackedReader.MaxIntegerLength);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes[length++] = (byte)(rest | 0x80);
        }

        bytes[length++] = (byte)rest;
        Length -= PackedReader.MaxIntegerLength - length;
    }

    /// <summary>A text as UTF-8 with its length before it.</summary>
    public void WriteText(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        WriteInteger(count);
        Encoding.UTF8.GetBytes(text, Reserve(count));
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Begins anew, in the same memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>What was written so far; good until the next write.</summary>
    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public readonly byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
