using System.Buffers.Binary;
using Tripline.Streams.Codec;

namespace Tripline.Streams.Log;

/// <summary>A note beside a partition's files that it is durable at least up to there. Written now and then and at an
/// orderly stop; only needed to tell damage at the very end of the log from a torn last write.</summary>
internal static class DurableMark
{
    private const string FileName = "durable";
    private const int MarkBytes = 20;

    /// <summary>Writes the note, as well as that is possible: the log is right without it.</summary>
    public static void Write(string folder, long end, long tickCount)
    {
        Span<byte> mark = stackalloc byte[MarkBytes];
        BinaryPrimitives.WriteInt64LittleEndian(mark, end);
        BinaryPrimitives.WriteInt64LittleEndian(mark[8..], tickCount);
        BinaryPrimitives.WriteUInt32LittleEndian(mark[16..], TickRecordFormat.Checksum(0, mark[..16]));
        try
        {
            File.WriteAllBytes(Path.Combine(folder, FileName), mark);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An old note, or none, is as true as a new one.
        }
    }

    /// <summary>The note; zeros when there is none that can be read.</summary>
    public static (long End, long TickCount) Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var mark = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return mark.Length == MarkBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(mark.AsSpan(16)) == TickRecordFormat.Checksum(0, mark.AsSpan(0, 16))
                ? (BinaryPrimitives.ReadInt64LittleEndian(mark), BinaryPrimitives.ReadInt64LittleEndian(mark.AsSpan(8)))
                : (0, 0);
    }
}
