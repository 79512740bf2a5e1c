namespace Tripline.Storage.Embedded.Log;

/// <summary>Sizes of the store's log.</summary>
/// <param name="PageBytes">A record fits in a page; a power of two, at most 4 MiB.</param>
/// <param name="PagesInMemory">Pages that wait for the disk at most; a power of two.</param>
/// <param name="SegmentBytes">Size of a file; a power of two.</param>
/// <param name="CompactionFloorBytes">Superseded bytes below which no compaction starts.</param>
/// <param name="ProbeInterval">How often a failed disk is tried again when nobody writes.</param>
internal sealed record LogOptions(
    int PageBytes = 4 << 20,
    int PagesInMemory = 4,
    long SegmentBytes = 64 << 20,
    long CompactionFloorBytes = 64 << 20,
    TimeSpan? ProbeInterval = null);
