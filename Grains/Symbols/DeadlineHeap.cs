namespace Tripline.Grains.Symbols;

/// <summary>Times at which rules want to be looked at, soonest first: twelve bytes an entry.</summary>
internal sealed class DeadlineHeap
{
    private long[] _timesMs = [];
    private int[] _slots = [];

    public int Count { get; private set; }

    /// <summary>The soonest time; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextMs => Count > 0 ? _timesMs[0] : long.MaxValue;

    /// <summary>Bytes of its arrays.</summary>
    public long MemoryBytes => _slots.Length * (sizeof(long) + (long)sizeof(int));

    public void Clear() => Count = 0;

    public void Push(long timeMs, int slot)
    {
        if (Count == _slots.Length)
        {
            var size = Math.Max(4, Count * 2);
            Array.Resize(ref _timesMs, size);
            Array.Resize(ref _slots, size);
        }

        var place = Count++;
        for (var parent = (place - 1) / 2; place > 0 && _timesMs[parent] > timeMs; parent = (place - 1) / 2)
        {
            (_timesMs[place], _slots[place]) = (_timesMs[parent], _slots[parent]);
            place = parent;
        }

        (_timesMs[place], _slots[place]) = (timeMs, slot);
    }

    /// <summary>Takes the soonest entry off and returns its slot.</summary>
    public int Pop()
    {
        var slot = _slots[0];
        Count--;
        var (lastMs, last) = (_timesMs[Count], _slots[Count]);
        var place = 0;
        for (var child = 1; child < Count; child = (2 * place) + 1)
        {
            if (child + 1 < Count && _timesMs[child + 1] < _timesMs[child])
            {
                child++;
            }

            if (_timesMs[child] >= lastMs)
            {
                break;
            }

            (_timesMs[place], _slots[place]) = (_timesMs[child], _slots[child]);
            place = child;
        }

        (_timesMs[place], _slots[place]) = (lastMs, last);
        return slot;
    }
}
