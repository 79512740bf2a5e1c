using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tripline.Storage.Embedded.Values;

/// <summary>Writes stored values and keys: numbers as little-endian varints, strings as UTF-8 with their length.</summary>
internal sealed class ValueWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Span => _buffer.WrittenSpan;

    /// <summary>Begins anew.</summary>
    public ValueWriter Clear()
    {
        _buffer.ResetWrittenCount();
        return this;
    }

    /// <summary>Writes one byte.</summary>
    public ValueWriter Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
        return this;
    }

    /// <summary>Writes a number in 1 to 10 bytes, small ones and small negative ones in few.</summary>
    public ValueWriter Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes eight bytes, exactly.</summary>
    public ValueWriter Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
        return this;
    }

    /// <summary>Writes sixteen bytes.</summary>
    public ValueWriter Id(Guid value)
    {
        value.TryWriteBytes(_buffer.GetSpan(16), bigEndian: true, out _);
        _buffer.Advance(16);
        return this;
    }

    /// <summary>Writes a text, or that there is none.</summary>
    public ValueWriter Text(string? value)
    {
        if (value is null)
        {
            return Unsigned(0);
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)bytes + 1);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(bytes));
        _buffer.Advance(bytes);
        return this;
    }

    /// <summary>Writes bytes without their length.</summary>
    public ValueWriter Bytes(ReadOnlySpan<byte> value)
    {
        _buffer.Write(value);
        return this;
    }

    private ValueWriter Unsigned(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _buffer.Advance(length);
        return this;
    }
}
