namespace Tripline.Streams.Log;

/// <summary>A run of intact records in log order, in memory that each read overwrites.</summary>
public sealed class RecordRun
{
    /// <summary>Least size of the buffer: two pages of the log, so that every record fits.</summary>
    public const int MinBytes = 2 << LogFrame.PageBits;

    private readonly List<LogDamage> _damage = [];
    private RecordSlot[] _slots = new RecordSlot[1024];
    private int _count;

    /// <summary>A run of at most that many bytes and ticks; a single larger record is still read whole.</summary>
    public RecordRun(int maxBytes, int maxTicks)
    {
        Buffer = GC.AllocateUninitializedArray<byte>(Math.Max(maxBytes, MinBytes));
        MaxTicks = Math.Max(maxTicks, 1);
    }

    /// <summary>Most ticks, unless the first record alone has more.</summary>
    public int MaxTicks { get; }

    /// <summary>The buffer that the slots point into.</summary>
    public byte[] Buffer { get; }

    /// <summary>The records.</summary>
    public ReadOnlySpan<RecordSlot> Records => _slots.AsSpan(0, _count);

    /// <summary>Ticks in all records.</summary>
    public int TickCount { get; private set; }

    /// <summary>Stretches between the records that could not be read.</summary>
    public IReadOnlyList<LogDamage> Damage => _damage;

    /// <summary>Records that were put aside because they cannot be read.</summary>
    public int RejectedCount { get; private set; }

    /// <summary>Completes when all of them are durable where they were put; the run has not been passed before.</summary>
    public Task RejectedStored { get; private set; } = Task.CompletedTask;

    /// <summary>Offset after the run: where to go on.</summary>
    public long NextOffset { get; internal set; }

    internal void Clear()
    {
        _count = 0;
        TickCount = 0;
        _damage.Clear();
        RejectedCount = 0;
        RejectedStored = Task.CompletedTask;
    }

    internal void Add(RecordSlot slot, int ticks)
    {
        if (_count == _slots.Length)
        {
            Array.Resize(ref _slots, _count * 2);
        }

        _slots[_count++] = slot;
        TickCount += ticks;
    }

    internal void Add(LogDamage damage) => _damage.Add(damage);

    internal void Reject(Task stored)
    {
        RejectedCount++;
        RejectedStored = RejectedStored.IsCompletedSuccessfully ? stored : Task.WhenAll(RejectedStored, stored);
    }
}
