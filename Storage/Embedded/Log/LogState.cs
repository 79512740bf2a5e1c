namespace Tripline.Storage.Embedded.Log;

/// <summary>Where the log begins and ends and how much of it counts. Changed by the writing thread only.</summary>
internal sealed class LogState
{
    private long _begin = Appender.FirstAddress;
    private long _tail = Appender.FirstAddress;
    private long _live;

    /// <summary>Address of the oldest byte kept.</summary>
    public long Begin
    {
        get => Volatile.Read(ref _begin);
        set => Volatile.Write(ref _begin, value);
    }

    /// <summary>Address up to which everything is on disk.</summary>
    public long Tail
    {
        get => Volatile.Read(ref _tail);
        set => Volatile.Write(ref _tail, value);
    }

    /// <summary>Bytes of the newest records of all keys.</summary>
    public long LiveBytes
    {
        get => Volatile.Read(ref _live);
        set => Volatile.Write(ref _live, value);
    }

    /// <summary>Bytes that compaction can free.</summary>
    public long DeadBytes => Tail - Begin - LiveBytes;

    /// <summary>The number of the last batch.</summary>
    public ulong LastBatch { get; set; }
}
