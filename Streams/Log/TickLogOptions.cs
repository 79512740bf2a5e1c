namespace Tripline.Streams.Log;

/// <summary>Options of the embedded tick log.</summary>
public sealed class TickLogOptions
{
    /// <summary>Folder of the log; created when missing.</summary>
    public string Path { get; set; } = "data/ticks";

    /// <summary>Partitions, 1 to 1,024; fixed at the first start. 8.</summary>
    public int Partitions { get; set; } = 8;

    /// <summary>Longest time that an append is held back to share a commit with others, while commits follow each
    /// other; an append that finds its partition idle is never held back. 2 ms.</summary>
    public TimeSpan GroupCommitDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Waiting bytes of a partition that start a commit at once. 1 MiB.</summary>
    public int GroupCommitBytes { get; set; } = 1 << 20;

    /// <summary>Bytes that may wait in one partition; an append beyond it fails with an IOException. 64 MiB.</summary>
    public int MaxWaitingBytes { get; set; } = 64 << 20;

    /// <summary>Threads that write to the disk, shared by all partitions. 4.</summary>
    public int WriterThreads { get; set; } = 4;

    /// <summary>Size of one file of the log, and the unit in which retention removes; a power of two of at least
    /// 1 MiB. 64 MiB.</summary>
    public long SegmentBytes { get; set; } = 64L << 20;

    /// <summary>The whole log may be this large, each partition an equal part of it; the oldest files beyond that go,
    /// unless a checkpoint still needs them. 64 GiB; zero: no limit.</summary>
    public long RetentionBytes { get; set; } = 64L << 30;

    /// <summary>Files last written longer ago than this go, unless a checkpoint still needs them. 7 days; zero: no
    /// limit.</summary>
    public TimeSpan RetentionAge { get; set; } = TimeSpan.FromDays(7);
}
