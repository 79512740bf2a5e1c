namespace Tripline.Grains.Symbols;

/// <summary>A growing list of slots that gives its memory back when it was very large.</summary>
internal sealed class SlotList
{
    private const int KeptCapacity = 1024;
    private int[] _slots = [];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    /// <summary>Bytes of its array.</summary>
    public long MemoryBytes => (long)_slots.Length * sizeof(int);

    public void Add(int slot)
    {
        if (Count == _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(4, Count * 2));
        }

        _slots[Count++] = slot;
    }

    public void Clear()
    {
        Count = 0;
        if (_slots.Length > KeptCapacity)
        {
            _slots = [];
        }
    }
}
