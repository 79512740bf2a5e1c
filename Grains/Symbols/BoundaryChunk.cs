namespace Tripline.Grains.Symbols;

/// <summary>A short sorted run of boundaries: keys rising, and entries rising among equal keys.</summary>
internal sealed class BoundaryChunk
{
    public const int Capacity = 256;
    private const int FirstCapacity = 4;

    public double[] Keys { get; private set; } = new double[FirstCapacity];

    public int[] Entries { get; private set; } = new int[FirstCapacity];

    public int Count { get; private set; }

    /// <summary>Bytes of its arrays, and of three objects with their headers.</summary>
    public long MemoryBytes => (Keys.Length * (sizeof(double) + (long)sizeof(int))) + (3 * 24) + 16;

    public bool IsFull => Count == Capacity;

    /// <summary>The first place whose key is above a value.</summary>
    public int FirstAbove(double value)
    {
        var keys = Keys;
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (keys[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The first place that does not come before a boundary.</summary>
    public int Find(double key, int entry)
    {
        var (keys, entries) = (Keys, Entries);
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (keys[middle] < key || (keys[middle] == key && entries[middle] < entry))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Puts a boundary in its place; the chunk must not be full.</summary>
    public void Insert(int place, double key, int entry)
    {
        EnsureRoom(Count + 1);
        Array.Copy(Keys, place, Keys, place + 1, Count - place);
        Array.Copy(Entries, place, Entries, place + 1, Count - place);
        Keys[place] = key;
        Entries[place] = entry;
        Count++;
    }

    public void RemoveAt(int place)
    {
        Count--;
        Array.Copy(Keys, place + 1, Keys, place, Count - place);
        Array.Copy(Entries, place + 1, Entries, place, Count - place);
    }

    /// <summary>Moves what stands at and behind a place to a new chunk.</summary>
    public BoundaryChunk SplitAt(int place)
    {
        var upper = new BoundaryChunk();
        upper.Append(Keys.AsSpan(place, Count - place), Entries.AsSpan(place, Count - place), Capacity);
        Count = place;
        return upper;
    }

    /// <summary>Takes boundaries that all come behind its own.</summary>
    public void Append(ReadOnlySpan<double> keys, ReadOnlySpan<int> entries, int capacity)
    {
        EnsureRoom(Math.Max(capacity, Count + keys.Length));
        keys.CopyTo(Keys.AsSpan(Count));
        entries.CopyTo(Entries.AsSpan(Count));
        Count += keys.Length;
    }

    private void EnsureRoom(int count)
    {
        if (count > Keys.Length)
        {
            var size = Math.Min(Capacity, Math.Max(count, Keys.Length * 2));
            var (keys, entries) = (Keys, Entries);
            Array.Resize(ref keys, size);
            Array.Resize(ref entries, size);
            (Keys, Entries) = (keys, entries);
        }
    }
}
