using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Log;

/// <summary>Removes a partition's oldest files by size and age, whole files only, never one that holds anything from
/// the checkpoint on, and never the newest.</summary>
internal sealed class TickLogRetention(TickLogOptions options, TimeProvider time, ILogger logger)
{
    public void Trim(EmbeddedPartition partition, int number, long keepFrom, int partitionCount)
    {
        var files = partition.Files;
        var last = Math.Min(keepFrom, partition.DurableEnd) / files.SegmentBytes;
        var keep = Math.Max(files.First, 0);
        while (keep < last && keep < files.Last && MayGo(files.Folder, files.SegmentBytes, keep, files.Last, partitionCount))
        {
            keep++;
        }

        if (keep <= Math.Max(files.First, 0))
        {
            return;
        }

        try
        {
            files.DropBelow(keep * files.SegmentBytes);
            TickLogMessages.Trimmed(logger, number, keep * files.SegmentBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TickLogMessages.TrimFailed(logger, number, exception);
        }
    }

    private bool MayGo(string folder, long segmentBytes, int segment, int lastSegment, int partitionCount)
    {
        if (options.RetentionBytes > 0
            && (lastSegment - segment + 1) * segmentBytes > options.RetentionBytes / partitionCount)
        {
            return true;
        }

        var path = Path.Combine(folder, "ticks." + segment.ToString(CultureInfo.InvariantCulture));
        return options.RetentionAge > TimeSpan.Zero
            && time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path)) > options.RetentionAge;
    }
}
