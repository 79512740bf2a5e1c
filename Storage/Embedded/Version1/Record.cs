using System.Buffers.Binary;

namespace Tripline.Storage.Embedded.Version1;

/// <summary>
/// The bytes of one record, little-endian: checksum (4), kind (1), 1 when it is part of a batch of several (1), key
/// length (2), batch number (8), place in the batch (4), key, value. The checksum covers all that follows it and is
/// begun with the record's address, so bytes of another place or of an earlier life of a file never pass for a record.
/// </summary>
internal static class Record
{
    /// <summary>Bytes before the key.</summary>
    public const int HeaderBytes = 20;

    /// <summary>Bytes that FasterLog puts before each record: its length.</summary>
    public const int FrameBytes = 4;

    /// <summary>Whether these bytes are a record that was written for this address, and whole.</summary>
    public static bool IsValid(ReadOnlySpan<byte> record, long address) =>
        record.Length >= HeaderBytes
        && record[4] is >= (byte)RecordKind.Probe and <= (byte)RecordKind.BatchEnd
        && record[5] <= 1
        && HeaderBytes + KeyLength(record) <= record.Length
        && BinaryPrimitives.ReadUInt32LittleEndian(record) == Checksum(record, address);

    /// <summary>What the record does.</summary>
    public static RecordKind Kind(ReadOnlySpan<byte> record) => (RecordKind)record[4];

    /// <summary>Whether the record counts only with the others of its batch.</summary>
    public static bool IsPartOfBatch(ReadOnlySpan<byte> record) => record[5] == 1;

    /// <summary>The batch's number; they rise along the log.</summary>
    public static ulong Batch(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt64LittleEndian(record[8..]);

    /// <summary>Zero-based place in the batch; for the batch's end, how many records it has before that.</summary>
    public static uint Place(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);

    /// <summary>The key.</summary>
    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> record) => record.Slice(HeaderBytes, KeyLength(record));

    /// <summary>Where the value begins.</summary>
    public static int ValueOffset(ReadOnlySpan<byte> record) => HeaderBytes + KeyLength(record);

    /// <summary>Bytes that a record of this length takes in the log, frame and alignment included.</summary>
    public static int SpaceOf(int recordBytes) => FrameBytes + ((recordBytes + 3) & ~3);

    private static int KeyLength(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[6..]);

    private static uint Checksum(ReadOnlySpan<byte> record, long address) =>
        Crc.Compute((uint)(address >> 2) ^ (uint)(address >> 34), record[4..]);
}
