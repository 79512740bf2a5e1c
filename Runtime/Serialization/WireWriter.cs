using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tripline.Runtime.Serialization;

/// <summary>Writes values into a buffer that grows, and that its owner empties and uses again.</summary>
internal sealed class WireWriter
{
    private const int LeastCapacity = 4 * 1024;
    private const int BlockHead = sizeof(uint);

    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(LeastCapacity);
    private int _depth;

    /// <summary>How much is written.</summary>
    internal int Length { get; private set; }

    /// <summary>What is written; valid until the next write.</summary>
    internal ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Forgets what was written from there on.</summary>
    internal void Truncate(int length)
    {
        Length = length;
        _depth = 0;
    }

    /// <summary>Gives the buffer back; the writer is not used again.</summary>
    internal void Release()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    internal void Tag(uint id, WireKind kind) => Varint(((ulong)id << 2) | (byte)kind);

    internal void Byte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Varint(ulong value)
    {
        Reserve(10);
        var buffer = _buffer;
        var at = Length;
        while (value >= 0x80)
        {
            buffer[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[at++] = (byte)value;
        Length = at;
    }

    /// <summary>A number of which small magnitudes are short.</summary>
    internal void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    internal void Fixed(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(Length), value);
        Length += 8;
    }

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Varint((uint)value.Length);
        Raw(value);
    }

    internal void Raw(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(Length));
        Length += value.Length;
    }

    /// <exception cref="ArgumentException">It holds half of a surrogate pair.</exception>
    internal void String(string value)
    {
        // The longest text that surely fits one byte of length is written without counting it first.
        if (value.Length <= 0x7F / 3)
        {
            Reserve(1 + 0x7F);
            var written = Text.GetBytes(value, _buffer.AsSpan(Length + 1));
            _buffer[Length] = (byte)written;
            Length += 1 + written;
            return;
        }

        var count = Text.GetByteCount(value);
        Varint((uint)count);
        Reserve(count);
        Length += Text.GetBytes(value, _buffer.AsSpan(Length));
    }

    /// <summary>Begins a block; <see cref="EndBlock"/> takes what this returns.</summary>
    internal int BeginBlock()
    {
        if (++_depth > WireReader.MaxDepth)
        {
            throw new NotSupportedException(
                $"A value that is nested more than {WireReader.MaxDepth} deep, or that contains itself, cannot travel.");
        }

        Reserve(BlockHead);
        Length += BlockHead;
        return Length;
    }

    internal void EndBlock(int begin)
    {
        _depth--;
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(begin - BlockHead), (uint)(Length - begin));
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Grow(count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var needed = (uint)Length + (uint)count;
        if (needed > int.MaxValue / 2)
        {
            throw new NotSupportedException("A message of more than a gigabyte cannot travel.");
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)BitOperations.RoundUpToPowerOf2(needed));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
