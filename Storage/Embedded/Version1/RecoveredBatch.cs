namespace Tripline.Storage.Embedded.Version1;

/// <summary>The records of one batch as recovery meets them, kept back until its end shows that all are there.</summary>
internal sealed class RecoveredBatch
{
    private readonly List<Entry> _entries = [];
    private byte[] _bytes = new byte[4096];
    private int _used;
    private uint _nextPlace;
    private bool _hasGap;

    /// <summary>Takes one change.</summary>
    public delegate void Change(RecordKind kind, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>The batch's number; 0 when none is under way.</summary>
    public ulong Number { get; private set; }

    /// <summary>Whether a batch is under way.</summary>
    public bool IsOpen => Number != 0;

    /// <summary>Address of its first record that was met.</summary>
    public long Address { get; private set; }

    /// <summary>Records met.</summary>
    public int Count => _entries.Count;

    /// <summary>Begins with the first record met; one that is not the batch's first leaves it incomplete unless the
    /// log itself begins there.</summary>
    public void Start(ulong number, long address, uint place, bool isOpenAtFront)
    {
        Clear();
        Number = number;
        Address = address;
        _nextPlace = isOpenAtFront ? place : 0;
    }

    /// <summary>Adds a record.</summary>
    public void Add(RecordKind kind, uint place, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _hasGap |= place != _nextPlace;
        _nextPlace = place + 1;
        var needed = checked(_used + key.Length + value.Length);
        if (_bytes.Length < needed)
        {
            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        }

        key.CopyTo(_bytes.AsSpan(_used));
        value.CopyTo(_bytes.AsSpan(_used + key.Length));
        _entries.Add(new Entry(kind, _used, key.Length, value.Length));
        _used = needed;
    }

    /// <summary>Whether nothing is missing of a batch of <paramref name="records"/> records.</summary>
    public bool IsComplete(uint records) => !_hasGap && _nextPlace == records;

    /// <summary>Hands out all changes in order.</summary>
    public void ApplyTo(Change change)
    {
        foreach (var e in _entries)
        {
            change(
                e.Kind,
                _bytes.AsSpan(e.Offset, e.KeyLength),
                _bytes.AsSpan(e.Offset + e.KeyLength, e.ValueLength));
        }
    }

    /// <summary>Forgets the batch.</summary>
    public void Clear()
    {
        _entries.Clear();
        _used = 0;
        _nextPlace = 0;
        _hasGap = false;
        Number = 0;
    }

    private readonly record struct Entry(RecordKind Kind, int Offset, int KeyLength, int ValueLength);
}
