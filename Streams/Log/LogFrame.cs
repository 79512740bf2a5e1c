using System.Buffers.Binary;
using Tripline.Streams.Codec;

namespace Tripline.Streams.Log;

/// <summary>How FasterLog 2.6 lays entries out without checksums of its own: a 4-byte length, the bytes, padding to 4;
/// an entry never crosses a page, and what is left of a page is zero. A test holds FasterLog to this.</summary>
/// <remarks>The log is read by this layout and not with FasterLog's iterator, because on damage that one skips to the
/// next page (a zero length), loses its place (a wrong length) or throws once for every 4 bytes.</remarks>
internal static class LogFrame
{
    /// <summary>Pages are of 2^20 bytes.</summary>
    public const int PageBits = 20;

    /// <summary>Bytes of a page.</summary>
    public const int PageBytes = 1 << PageBits;

    /// <summary>Bytes before an entry.</summary>
    public const int PrefixBytes = 4;

    /// <summary>FasterLog's first address.</summary>
    public const long FirstAddress = 64;

    /// <summary>Looks at the entry that should start here.</summary>
    /// <param name="bytes">The log's bytes from here to at most the end of what is known.</param>
    /// <param name="address">Log address of the first of them.</param>
    /// <param name="frameBytes">Bytes to go on by: of the whole frame, of the zeros, or to where the next frame may
    /// start.</param>
    public static FrameKind Inspect(ReadOnlySpan<byte> bytes, long address, out int frameBytes)
    {
        var inPage = Math.Min(PageBytes - (int)(address & (PageBytes - 1)), bytes.Length);
        frameBytes = PrefixBytes;
        if (inPage < PrefixBytes)
        {
            return FrameKind.Incomplete;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length == 0)
        {
            var zeros = bytes[..inPage].IndexOfAnyExcept((byte)0);
            frameBytes = zeros < 0 ? inPage : zeros & ~(PrefixBytes - 1);
            return zeros < 0 ? FrameKind.Padding : FrameKind.Damaged;
        }

        frameBytes = PrefixBytes;
        var pageLeft = PageBytes - (int)(address & (PageBytes - 1)) - PrefixBytes;
        if (length < TickRecordFormat.MinRecordBytes || length > pageLeft)
        {
            return FrameKind.Damaged;
        }

        var wholeBytes = PrefixBytes + ((length + 3) & ~3);
        if (wholeBytes > bytes.Length)
        {
            return bytes.Length > PrefixBytes && bytes[PrefixBytes] != TickRecordFormat.Magic
                ? FrameKind.Damaged
                : FrameKind.Incomplete;
        }

        if (!TickRecordFormat.IsIntact(bytes.Slice(PrefixBytes, length)))
        {
            return FrameKind.Damaged;
        }

        frameBytes = wholeBytes;
        return FrameKind.Record;
    }

    /// <summary>Length of the entry whose frame starts here.</summary>
    public static int EntryBytes(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);
}
