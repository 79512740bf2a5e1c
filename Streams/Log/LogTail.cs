using System.Buffers.Binary;
using Tripline.Storage.Embedded.Disk;
using Tripline.Streams.Codec;

namespace Tripline.Streams.Log;

/// <summary>Finds where a partition's durable records end after a stop that was not orderly.</summary>
/// <remarks>
/// Nothing but the records themselves says where the log ends, so a commit is one write and one sync. Unreadable bytes
/// are either the torn end of the last write or damage among durable records. A later record tells them apart: each
/// says how far the log was durable when it was written.
/// </remarks>
internal static class LogTail
{
    /// <summary>The end of the records, and the running tick count there.</summary>
    public static (long End, long TickCount) Find(SegmentFiles files)
    {
        var begin = Math.Max(Math.Max(files.First, 0) * files.SegmentBytes, LogFrame.FirstAddress);
        for (var segment = files.Last; files.Last >= 0 && segment >= files.First; segment--)
        {
            var from = segment * files.SegmentBytes;
            if (Scan(files, from) is { } found)
            {
                // The commit that the scanned part begins in may have lost pages before it: look at all of that commit.
                // What was durable when it began needs no second look.
                if (found.FirstDurableUntil < from && from > begin)
                {
                    from = Math.Max(found.FirstDurableUntil, begin) & ~(LogFrame.PageBytes - 1L);
                    found = Scan(files, from) ?? found;
                }

                return (found.End, found.TickCount);
            }
        }

        return (begin, 0);
    }

    /// <summary>Null when no record stands from the address to the end of the last file.</summary>
    private static Tail? Scan(SegmentFiles files, long from)
    {
        Tail? tail = null;
        var page = new byte[LogFrame.PageBytes];
        for (var address = from; address < (files.Last + 1) * files.SegmentBytes; address += page.Length)
        {
            _ = files.TryRead(address, page);
            var at = address == 0 ? (int)LogFrame.FirstAddress : 0;
            while (at < page.Length)
            {
                var bytes = page.AsSpan(at);
                var kind = LogFrame.Inspect(bytes, address + at, out var frameBytes);
                at += frameBytes;
                if (kind == FrameKind.Record)
                {
                    var record = bytes.Slice(LogFrame.PrefixBytes, LogFrame.EntryBytes(bytes));
                    tail = Extend(tail, record, address + at);
                }
            }
        }

        return tail;
    }

    // A record that does not follow on the last one counts only if it knows the gap to have been durable.
    private static Tail? Extend(Tail? tail, ReadOnlySpan<byte> record, long end)
    {
        var ticksBefore = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.TicksBeforeAt..]);
        var durableUntil = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.DurableUntilAt..]);
        var ticksAfter = ticksBefore + BinaryPrimitives.ReadUInt16LittleEndian(record[TickRecordFormat.CountAt..]) + 1;
        return tail is not { } last ? new Tail(durableUntil, end, ticksAfter)
            : ticksBefore == last.TickCount || durableUntil > last.End
                ? new Tail(last.FirstDurableUntil, end, ticksAfter)
                : tail;
    }

    private readonly record struct Tail(long FirstDurableUntil, long End, long TickCount);
}
