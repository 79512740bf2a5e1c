namespace Tripline.Streams;

/// <summary>A tick's place in its partition's log, packed so that positions compare as numbers: the record's offset in
/// the upper 48 bits, the tick's index in the record in the lower 16.</summary>
public static class LogPosition
{
    /// <summary>Most ticks that one record may hold.</summary>
    public const int MaxTicksPerRecord = 1 << 16;

    /// <summary>Highest offset that fits: 2^47 - 1.</summary>
    public const long MaxOffset = (1L << 47) - 1;

    /// <summary>Packs an offset (0 to <see cref="MaxOffset"/>) and an index (0 to 65,535).</summary>
    public static long Pack(long offset, int index) => (offset << 16) | (uint)index;

    /// <summary>The record's offset.</summary>
    public static long Offset(long position) => position >> 16;

    /// <summary>The tick's index in the record.</summary>
    public static int Index(long position) => (int)(position & 0xFFFF);
}
