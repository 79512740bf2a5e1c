using System.Buffers.Binary;
using System.Text;

namespace Tripline.Runtime.Serialization;

/// <summary>Reads values from bytes that may be anything: each member throws <see cref="WireFormatException"/> rather than
/// read past their end, and none allocates more than a small multiple of what is there.</summary>
internal sealed class WireReader
{
    /// <summary>How deep blocks may lie in each other.</summary>
    internal const int MaxDepth = 64;

    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = [];
    private int _at;
    private int _end;
    private int _depth;

    /// <summary>The id of the field that <see cref="NextField"/> found.</summary>
    internal uint FieldId { get; private set; }

    /// <summary>How its value lies on the wire.</summary>
    internal WireKind FieldKind { get; private set; }

    /// <summary>Bytes up to the end of the present block.</summary>
    internal int Remaining => _end - _at;

    /// <summary>Reads from these bytes next.</summary>
    internal void Reset(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _at = offset;
        _end = offset + count;
        _depth = 0;
    }

    /// <summary>Goes to the next field of the present block; false at its end.</summary>
    internal bool NextField()
    {
        if (_at == _end)
        {
            return false;
        }

        var tag = Varint();
        FieldId = tag >> 2 <= uint.MaxValue ? (uint)(tag >> 2) : throw Malformed("a field's number is too large");
        FieldKind = (WireKind)(tag & 3);
        return true;
    }

    /// <summary>Checks that the field found has the kind that is expected of it.</summary>
    internal void Expect(WireKind kind)
    {
        if (FieldKind != kind)
        {
            throw Malformed($"field {FieldId} is {FieldKind} where {kind} is expected");
        }
    }

    /// <summary>Passes over the value of the field found.</summary>
    internal void SkipField()
    {
        switch (FieldKind)
        {
            case WireKind.Varint:
                Varint();
                break;
            case WireKind.Fixed:
                Fixed();
                break;
            case WireKind.Bytes:
                Bytes();
                break;
            default:
                LeaveBlock(EnterBlock());
                break;
        }
    }

    internal byte Byte() => _at < _end ? _buffer[_at++] : throw Truncated();

    internal ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return shift < 63 || part <= 1 ? value : throw Malformed("a number is too large");
            }
        }

        throw Malformed("a number is too long");
    }

    internal long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal ulong Fixed()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return value;
    }

    /// <summary>Bytes with their count before them; valid until the reader's bytes change.</summary>
    internal ReadOnlySpan<byte> Bytes()
    {
        var count = Varint();
        return count <= (uint)Remaining ? Take((int)count) : throw Truncated();
    }

    internal string String()
    {
        try
        {
            return Text.GetString(Bytes());
        }
        catch (DecoderFallbackException failure)
        {
            throw new WireFormatException("A text is not UTF-8.", failure);
        }
    }

    /// <summary>Enters a block; <see cref="LeaveBlock"/> takes what this returns.</summary>
    internal int EnterBlock()
    {
        if (++_depth > MaxDepth)
        {
            throw Malformed($"it is nested more than {MaxDepth} deep");
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
        if (count > (uint)Remaining)
        {
            throw Truncated();
        }

        var outerEnd = _end;
        _end = _at + (int)count;
        return outerEnd;
    }

    /// <summary>Goes to the end of the present block, wherever it was read to.</summary>
    internal void LeaveBlock(int outerEnd)
    {
        _depth--;
        _at = _end;
        _end = outerEnd;
    }

    internal static WireFormatException Malformed(string reason) => new($"A message cannot be read: {reason}.");

    private static WireFormatException Truncated() => Malformed("it ends too early");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (Remaining < count)
        {
            throw Truncated();
        }

        var taken = _buffer.AsSpan(_at, count);
        _at += count;
        return taken;
    }
}
