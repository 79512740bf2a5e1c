using System.Buffers.Binary;
using System.Text;

namespace Tripline.Storage.Embedded.Values;

/// <summary>Reads what <see cref="ValueWriter"/> wrote.</summary>
internal ref struct ValueReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>What is not yet read.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Reads a number.</summary>
    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a double.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Reads an id.</summary>
    public Guid Id() => new(Take(16), bigEndian: true);

    /// <summary>Reads a text or null.</summary>
    public string? Text()
    {
        var length = Unsigned();
        return length == 0 ? null : Encoding.UTF8.GetString(Take((int)length - 1));
    }

    /// <summary>Reads a byte that says in which form the rest is.</summary>
    /// <exception cref="IOException">A newer version of the program wrote another form.</exception>
    public void Version(byte known)
    {
        var version = Byte();
        if (version != known)
        {
            throw new IOException($"A stored value has form {version}; this version reads form {known}.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Rest.Length)
        {
            throw new IOException("A stored value ends too early.");
        }

        var taken = Rest[..count];
        Rest = Rest[count..];
        return taken;
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                break;
            }
        }

        return value;
    }
}
