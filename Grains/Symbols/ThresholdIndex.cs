namespace Tripline.Grains.Symbols;

/// <summary>The boundaries at which one signal of one symbol wakes rules, sorted. They cut the line of doubles into
/// cells; a value that stays in its cell <c>[Low, High)</c> wakes nothing, so that two comparisons a tick are all that
/// any number of rules costs. What the signal is and what a rule does is not its business.</summary>
internal sealed class ThresholdIndex
{
    /// <summary>Wakes when the value gets from below a boundary to at or above it.</summary>
    public const int Up = 1;

    /// <summary>Wakes when the value gets from at or above a boundary to below it.</summary>
    public const int Down = 2;

    /// <summary>Highest slot that an entry can name.</summary>
    public const int MaxSlot = int.MaxValue >> 2;

    // Fewer are sorted in one by one: that costs a walk down the index each, and a merge a walk along all of it.
    private const int MergedAtOnce = 64;
    private const int MergedShare = 16;

    private BoundaryChunk[] _chunks = [];
    private double[] _firstKeys = [];
    private readonly BoundaryStage _staged = new();
    private int _chunkCount;
    private int _sortedCount;
    private bool _hasValue;
    private double _value;

    /// <summary>Least value of the cell; above every value before the first one.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    /// <summary>Least value above the cell.</summary>
    public double High { get; private set; } = double.NegativeInfinity;

    /// <summary>Boundaries there are.</summary>
    public int Count => _sortedCount + _staged.Count;

    /// <summary>Bytes of its arrays and their objects.</summary>
    public long MemoryBytes => _staged.MemoryBytes + ((long)_chunks.Length * (IntPtr.Size + sizeof(double)))
        + _chunks.Take(_chunkCount).Sum(static chunk => chunk.MemoryBytes);

    /// <summary>Adds a boundary that is not there. It is sorted in when the value next leaves its cell, many at once
    /// where many were added.</summary>
    public void Insert(double key, int slot, int directions)
    {
        _staged.Add(key, (slot << 2) | directions);
        if (_hasValue && key <= _value)
        {
            Low = Math.Max(Low, key);
        }
        else if (_hasValue)
        {
            High = Math.Min(High, key);
        }
    }

    /// <summary>Takes a boundary out that is there.</summary>
    public void Remove(double key, int slot, int directions)
    {
        SortIn();
        var entry = (slot << 2) | directions;
        var at = ChunkOf(key, entry);
        var chunk = _chunks[at];
        chunk.RemoveAt(chunk.Find(key, entry));
        _sortedCount--;
        if (chunk.Count == 0)
        {
            RemoveChunk(at);
        }
        else
        {
            _firstKeys[at] = chunk.Keys[0];
            MergeWithNext(at);
        }

        if (_hasValue && (key == Low || key == High))
        {
            FindCell();
        }
    }

    /// <summary>Moves the value and adds the slots of the boundaries that it got over to a list, some of them maybe twice.
    /// </summary>
    public void MoveTo(double value, SlotList woken)
    {
        SortIn();
        if (_hasValue)
        {
            var rises = value > _value;
            Walk(rises ? _value : value, rises ? value : _value, rises ? Up : Down, woken);
        }

        _value = value;
        _hasValue = true;
        FindCell();
    }

    /// <summary>Says where within its cell the value is by now.</summary>
    public void Settle(double value) => _value = value;

    private void SortIn()
    {
        if (_staged.Count == 0)
        {
            return;
        }

        if (_staged.Count > Math.Max(MergedAtOnce, _sortedCount / MergedShare))
        {
            _staged.Sort();
            Merge();
        }
        else
        {
            for (var n = 0; n < _staged.Count; n++)
            {
                SortIn(_staged.Keys[n], _staged.Entries[n]);
            }
        }

        _sortedCount += _staged.Count;
        _staged.Clear();
    }

    private void SortIn(double key, int entry)
    {
        if (_chunkCount == 0)
        {
            AddChunk(0, new(), key);
        }

        var at = Math.Max(0, ChunkOf(key, entry));
        var chunk = _chunks[at];
        var place = chunk.Find(key, entry);
        if (chunk.IsFull)
        {
            const int half = BoundaryChunk.Capacity / 2;
            var upper = chunk.SplitAt(half);
            AddChunk(at + 1, upper, upper.Keys[0]);
            (at, chunk, place) = place > half ? (at + 1, upper, place - half) : (at, chunk, place);
        }

        chunk.Insert(place, key, entry);
        _firstKeys[at] = chunk.Keys[0];
    }

    /// <summary>Makes all chunks anew from the old ones and the staged boundaries.</summary>
    private void Merge()
    {
        var merged = new BoundaryMerge(_sortedCount + _staged.Count);
        var keys = _staged.Keys;
        var entries = _staged.Entries;
        var next = 0;
        for (var at = 0; at < _chunkCount; at++)
        {
            var chunk = _chunks[at];
            for (var place = 0; place < chunk.Count; place++)
            {
                var (key, entry) = (chunk.Keys[place], chunk.Entries[place]);
                for (; next < keys.Length && (keys[next] < key || (keys[next] == key && entries[next] < entry)); next++)
                {
                    merged.Add(keys[next], entries[next]);
                }

                merged.Add(key, entry);
            }
        }

        for (; next < keys.Length; next++)
        {
            merged.Add(keys[next], entries[next]);
        }

        (_chunks, _firstKeys, _chunkCount) = (merged.Chunks, merged.FirstKeys, merged.ChunkCount);
    }

    private void Walk(double above, double upTo, int direction, SlotList woken)
    {
        var at = Math.Max(0, ChunkOfValue(above));
        var place = _chunkCount > 0 ? _chunks[at].FirstAbove(above) : 0;
        for (; at < _chunkCount; at++, place = 0)
        {
            var chunk = _chunks[at];
            for (; place < chunk.Count; place++)
            {
                if (chunk.Keys[place] > upTo)
                {
                    return;
                }

                if ((chunk.Entries[place] & direction) != 0)
                {
                    woken.Add(chunk.Entries[place] >> 2);
                }
            }
        }
    }

    private void FindCell()
    {
        var at = ChunkOfValue(_value);
        Low = double.NegativeInfinity;
        var next = 0;
        if (at >= 0)
        {
            var chunk = _chunks[at];
            var place = chunk.FirstAbove(_value);
            Low = chunk.Keys[place - 1];
            if (place < chunk.Count)
            {
                High = chunk.Keys[place];
                return;
            }

            next = at + 1;
        }

        High = next < _chunkCount ? _firstKeys[next] : double.PositiveInfinity;
    }

    /// <summary>The last chunk that begins at or below a value; -1 when all begin above it.</summary>
    private int ChunkOfValue(double value)
    {
        var (low, high) = (0, _chunkCount);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_firstKeys[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>The last chunk that does not begin behind a boundary; -1 when all do.</summary>
    private int ChunkOf(double key, int entry)
    {
        var (low, high) = (0, _chunkCount);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var first = _firstKeys[middle];
            if (first < key || (first == key && _chunks[middle].Entries[0] <= entry))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private void AddChunk(int at, BoundaryChunk chunk, double firstKey)
    {
        if (_chunkCount == _chunks.Length)
        {
            var size = Math.Max(2, _chunkCount + (_chunkCount / 2));
            Array.Resize(ref _chunks, size);
            Array.Resize(ref _firstKeys, size);
        }

        Array.Copy(_chunks, at, _chunks, at + 1, _chunkCount - at);
        Array.Copy(_firstKeys, at, _firstKeys, at + 1, _chunkCount - at);
        _chunks[at] = chunk;
        _firstKeys[at] = firstKey;
        _chunkCount++;
    }

    private void RemoveChunk(int at)
    {
        _chunkCount--;
        Array.Copy(_chunks, at + 1, _chunks, at, _chunkCount - at);
        Array.Copy(_firstKeys, at + 1, _firstKeys, at, _chunkCount - at);
        _chunks[_chunkCount] = null!;
    }

    private void MergeWithNext(int at)
    {
        var chunk = _chunks[at];
        if (at + 1 < _chunkCount && chunk.Count + _chunks[at + 1].Count <= BoundaryChunk.Capacity / 2)
        {
            var next = _chunks[at + 1];
            chunk.Append(next.Keys.AsSpan(0, next.Count), next.Entries.AsSpan(0, next.Count), 0);
            RemoveChunk(at + 1);
        }
    }
}
