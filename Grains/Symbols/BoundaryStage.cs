namespace Tripline.Grains.Symbols;

/// <summary>Boundaries that were added and not sorted in yet.</summary>
internal sealed class BoundaryStage
{
    private const int KeptCapacity = 64;
    private double[] _keys = [];
    private int[] _entries = [];

    public int Count { get; private set; }

    public ReadOnlySpan<double> Keys => _keys.AsSpan(0, Count);

    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, Count);

    /// <summary>Bytes of its arrays.</summary>
    public long MemoryBytes => _keys.Length * (sizeof(double) + (long)sizeof(int));

    public void Add(double key, int entry)
    {
        if (Count == _keys.Length)
        {
            var size = Math.Max(4, Count * 2);
            Array.Resize(ref _keys, size);
            Array.Resize(ref _entries, size);
        }

        _keys[Count] = key;
        _entries[Count++] = entry;
    }

    /// <summary>Puts them in order: keys rising, and entries rising among equal keys.</summary>
    public void Sort()
    {
        Array.Sort(_keys, _entries, 0, Count);
        for (var start = 0; start < Count;)
        {
            var end = start + 1;
            while (end < Count && _keys[end] == _keys[start])
            {
                end++;
            }

            Array.Sort(_entries, start, end - start);
            start = end;
        }
    }

    public void Clear()
    {
        Count = 0;
        if (_keys.Length > KeptCapacity)
        {
            (_keys, _entries) = ([], []);
        }
    }
}
