using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Tripline.Streams.Codec;

/// <summary>The binary form of a record of ticks. All numbers are little endian.</summary>
/// <remarks>
/// Version 1:
/// <code>
/// offset bytes
///      0     1  magic 0x54
///      1     1  version 1
///      2     1  flags: bit 0 set when the ticks are numbered by a source
///      3     1  length of the source's name in bytes, 0 when not numbered
///      4     4  CRC32C of the bytes from 26 to the end, then 8 to 25, then 0 to 3
///      8     8  running count of the partition's ticks before this record; -1 where the log does not count
///     16     8  log offset up to which the partition was durable when this record was written
///     24     2  number of ticks - 1
///     26     8  event time of the first tick, epoch milliseconds
///    [34     8  sequence of the first tick                                    when numbered
///     42     8  sequence up to which the source's ticks were all durable
///     50     n  the source's name, UTF-8]
///   then for each tick
///            8  price, 8  size, 4  event time minus the first tick's,
///           [4  sequence minus the first tick's                               when numbered]
///            1  length of the symbol (1 to 64), n  the symbol, ASCII
/// </code>
/// Version 2 is written only for ticks of a session, with ids or without a sequence. It is a numbered record, whose
/// source's name may be empty, with these differences: behind the source's name stand 1 byte, the length of the session's
/// name, and that name in UTF-8; a sequence of -1 is none; where bit 2 of the flags is set, each tick has 16 bytes of id
/// before the length of its symbol.
/// The two fields from 8 to 23 are only known when a record gets its place in the log; <see cref="Stamp"/> writes them
/// and completes the checksum, whose longer part was computed when the record was encoded.
/// </remarks>
public static class TickRecordFormat
{
    /// <summary>First byte of every record.</summary>
    public const byte Magic = 0x54;

    /// <summary>The version that most records are written in.</summary>
    public const byte Version = 1;

    /// <summary>The version of records whose ticks have a session or an id.</summary>
    public const byte ExtendedVersion = 2;

    /// <summary>Longest symbol in bytes.</summary>
    public const int MaxSymbolBytes = 64;

    /// <summary>Longest name of a source or a session in UTF-8 bytes.</summary>
    public const int MaxSourceBytes = 255;

    /// <summary>No intact record is shorter.</summary>
    public const int MinRecordBytes = PlainHeaderBytes + PlainTickBytes + 1;

    /// <summary>Stands for the running count where the log does not count its ticks.</summary>
    public const long Uncounted = -1;

    internal const byte NumberedFlag = 1;
    internal const byte IdFlag = 4;
    internal const int CrcAt = 4;
    internal const int TicksBeforeAt = 8;
    internal const int DurableUntilAt = 16;
    internal const int CountAt = 24;
    internal const int BodyAt = 26;
    internal const int BaseTimeAt = 26;
    internal const int PlainHeaderBytes = 34;
    internal const int BaseSequenceAt = 34;
    internal const int CompleteThroughAt = 42;
    internal const int NumberedHeaderBytes = 50;
    internal const int PlainTickBytes = 21;
    internal const int NumberedTickBytes = 25;
    internal const int IdBytes = 16;

    /// <summary>Gives an encoded record its place: fills the two late fields and completes the checksum.</summary>
    /// <param name="record">The whole record.</param>
    /// <param name="ticksBefore">Running count of the partition's ticks before it.</param>
    /// <param name="durableUntil">Offset up to which the partition is durable.</param>
    public static void Stamp(Span<byte> record, long ticksBefore, long durableUntil)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record[TicksBeforeAt..], ticksBefore);
        BinaryPrimitives.WriteInt64LittleEndian(record[DurableUntilAt..], durableUntil);
        var body = BinaryPrimitives.ReadUInt32LittleEndian(record[CrcAt..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[CrcAt..], Complete(body, record));
    }

    /// <summary>Whether the bytes are one whole record whose checksum holds.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> record) =>
        record.Length >= MinRecordBytes
        && record[0] == Magic
        && BinaryPrimitives.ReadUInt32LittleEndian(record[CrcAt..]) == Complete(Checksum(0, record[BodyAt..]), record);

    /// <summary>Number of ticks that an encoded record says it has.</summary>
    public static int CountOf(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt16LittleEndian(record[CountAt..]) + 1;

    /// <summary>Running count of the partition's ticks before an encoded record.</summary>
    public static long TicksBeforeOf(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadInt64LittleEndian(record[TicksBeforeAt..]);

    internal static uint Checksum(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(data))
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in data[(data.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }

    private static uint Complete(uint bodyCrc, ReadOnlySpan<byte> record) =>
        Checksum(Checksum(bodyCrc, record[TicksBeforeAt..BodyAt]), record[..CrcAt]);
}
