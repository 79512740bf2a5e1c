using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Streams.Log;

/// <summary>Options of the embedded tick log.</summary>
public sealed class TickLogOptions
{
    /// <summary>Folder of the log; created when missing.</summary>
    public string Path { get; set; } = "data/ticks";

    /// <summary>Partitions, 1 to 1,024; fixed at the first start.</summary>
    [Description("Partitions of the tick log; fixed at the first start.")]
    [Range(1, 1_024)]
    public int Partitions { get; set; } = 8;

    /// <summary>Longest time that an append is held back to share a commit with others, while commits follow each
    /// other; an append that finds its partition idle is never held back.</summary>
    [Description("Longest time that an append waits to share a commit.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan GroupCommitDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Waiting bytes of a partition that start a commit at once.</summary>
    [Description("Waiting bytes that start a commit at once.")]
    [Range(1, 1 << 30)]
    public int GroupCommitBytes { get; set; } = 1 << 20;

    /// <summary>Bytes that may wait in one partition; an append beyond it fails with an IOException.</summary>
    [Description("Bytes that may wait in a partition before appends are refused.")]
    [Range(1 << 16, int.MaxValue)]
    public int MaxWaitingBytes { get; set; } = 64 << 20;

    /// <summary>Threads that write to the disk, shared by all partitions.</summary>
    [Description("Threads that write the log to the disk.")]
    [Range(1, 256)]
    public int WriterThreads { get; set; } = 4;

    /// <summary>Size of one file of the log, and the unit in which retention removes; a power of two of at least
    /// 1 MiB.</summary>
    [Description("Size of one file of the log; fixed at the first start.")]
    [Range(typeof(long), "1048576", "68719476736")]
    public long SegmentBytes { get; set; } = 64L << 20;

    /// <summary>The whole log may be this large, each partition an equal part of it; the oldest files beyond that go,
    /// unless a checkpoint still needs them; zero: no limit.</summary>
    [Description("Size of the whole log beyond which its oldest files go; 0: no limit.")]
    [Range(typeof(long), "0", "9223372036854775807")]
    public long RetentionBytes { get; set; } = 64L << 30;

    /// <summary>Files last written longer ago than this go, unless a checkpoint still needs them. 7 days; zero: no
    /// limit.</summary>
    [Description("Age beyond which files of the log go; 0: no limit.")]
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan RetentionAge { get; set; } = TimeSpan.FromDays(7);
}
