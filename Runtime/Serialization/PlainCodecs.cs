using System.Buffers.Binary;

namespace Tripline.Runtime.Serialization;

/// <summary>The codecs of the simple types.</summary>
internal static class PlainCodecs
{
    private const int DateTimeOffsetSize = sizeof(long) + sizeof(short);

    /// <summary>By type.</summary>
    internal static IReadOnlyDictionary<Type, object> All { get; } = new Dictionary<Type, object>
    {
        [typeof(bool)] = Plain<bool>(
            WireKind.Varint, static (w, v) => w.Varint(v ? 1UL : 0),
            static r => r.Varint() != 0),
        [typeof(char)] = Plain<char>(
            WireKind.Varint, static (w, v) => w.Varint(v),
            static r => (char)Below(r.Varint(), char.MaxValue)),
        [typeof(byte)] = Plain<byte>(
            WireKind.Varint, static (w, v) => w.Varint(v),
            static r => (byte)Below(r.Varint(), byte.MaxValue)),
        [typeof(ushort)] = Plain<ushort>(
            WireKind.Varint, static (w, v) => w.Varint(v),
            static r => (ushort)Below(r.Varint(), ushort.MaxValue)),
        [typeof(uint)] = Plain<uint>(
            WireKind.Varint, static (w, v) => w.Varint(v),
            static r => (uint)Below(r.Varint(), uint.MaxValue)),
        [typeof(ulong)] = Plain<ulong>(WireKind.Varint, static (w, v) => w.Varint(v), static r => r.Varint()),
        [typeof(sbyte)] = Plain<sbyte>(
            WireKind.Varint, static (w, v) => w.Signed(v),
            static r => (sbyte)Within(r.Signed(), sbyte.MinValue, sbyte.MaxValue)),
        [typeof(short)] = Plain<short>(
            WireKind.Varint, static (w, v) => w.Signed(v),
            static r => (short)Within(r.Signed(), short.MinValue, short.MaxValue)),
        [typeof(int)] = Plain<int>(
            WireKind.Varint, static (w, v) => w.Signed(v),
            static r => (int)Within(r.Signed(), int.MinValue, int.MaxValue)),
        [typeof(long)] = Plain<long>(WireKind.Varint, static (w, v) => w.Signed(v), static r => r.Signed()),
        [typeof(float)] = Plain<float>(
            WireKind.Fixed, static (w, v) => w.Fixed(BitConverter.SingleToUInt32Bits(v)),
            static r => BitConverter.UInt32BitsToSingle((uint)r.Fixed())),
        [typeof(double)] = Plain<double>(
            WireKind.Fixed, static (w, v) => w.Fixed(BitConverter.DoubleToUInt64Bits(v)),
            static r => BitConverter.UInt64BitsToDouble(r.Fixed())),
        [typeof(string)] = Plain<string>(WireKind.Bytes, static (w, v) => w.String(v), static r => r.String()),
        [typeof(TimeSpan)] = Plain<TimeSpan>(
            WireKind.Varint, static (w, v) => w.Signed(v.Ticks),
            static r => new TimeSpan(r.Signed())),
        [typeof(DateTime)] = Plain<DateTime>(
            WireKind.Fixed, static (w, v) => w.Fixed((ulong)v.ToBinary()),
            static r => Checked(r, static r => DateTime.FromBinary((long)r.Fixed()))),
        [typeof(DateOnly)] = Plain<DateOnly>(
            WireKind.Varint, static (w, v) => w.Signed(v.DayNumber),
            static r => Checked(r, static r => DateOnly.FromDayNumber((int)Within(r.Signed(), 0, int.MaxValue)))),
        [typeof(TimeOnly)] = Plain<TimeOnly>(
            WireKind.Varint, static (w, v) => w.Signed(v.Ticks),
            static r => Checked(r, static r => new TimeOnly(r.Signed()))),
        [typeof(DateTimeOffset)] = Plain<DateTimeOffset>(
            WireKind.Bytes, WriteDateTimeOffset,
            static r => Checked(r, ReadDateTimeOffset)),
        [typeof(Guid)] = Plain<Guid>(WireKind.Bytes, WriteGuid, static r => new Guid(Exactly(r.Bytes(), 16))),
        [typeof(decimal)] = Plain<decimal>(WireKind.Bytes, WriteDecimal, static r => Checked(r, ReadDecimal)),
    };

    private static PlainCodec<T> Plain<T>(WireKind kind, Action<WireWriter, T> write, Func<WireReader, T> read) =>
        new(kind, write, read);

    private static ulong Below(ulong value, ulong most) =>
        value <= most ? value : throw WireReader.Malformed($"{value} is too large a number for its field");

    private static long Within(long value, long least, long most) =>
        value >= least && value <= most ? value : throw WireReader.Malformed($"{value} does not fit its field");

    private static ReadOnlySpan<byte> Exactly(ReadOnlySpan<byte> bytes, int count) =>
        bytes.Length == count ? bytes : throw WireReader.Malformed($"{bytes.Length} bytes are where {count} are expected");

    private static T Checked<T>(WireReader reader, Func<WireReader, T> read)
    {
        try
        {
            return read(reader);
        }
        catch (ArgumentException failure)
        {
            throw new WireFormatException($"A message cannot be read: it has a {typeof(T).Name} that there is not.", failure);
        }
    }

    private static void WriteGuid(WireWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        writer.Bytes(bytes);
    }

    private static void WriteDecimal(WireWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Span<byte> bytes = stackalloc byte[16];
        for (var part = 0; part < bits.Length; part++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(part * 4)..], bits[part]);
        }

        writer.Bytes(bytes);
    }

    private static decimal ReadDecimal(WireReader reader)
    {
        var bytes = Exactly(reader.Bytes(), 16);
        Span<int> bits = stackalloc int[4];
        for (var part = 0; part < bits.Length; part++)
        {
            bits[part] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(part * 4)..]);
        }

        return new decimal(bits);
    }

    private static void WriteDateTimeOffset(WireWriter writer, DateTimeOffset value)
    {
        Span<byte> bytes = stackalloc byte[DateTimeOffsetSize];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value.Ticks);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[sizeof(long)..], (short)value.TotalOffsetMinutes);
        writer.Bytes(bytes);
    }

    private static DateTimeOffset ReadDateTimeOffset(WireReader reader)
    {
        var bytes = Exactly(reader.Bytes(), DateTimeOffsetSize);
        return new DateTimeOffset(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(bytes[sizeof(long)..])));
    }
}
