namespace Tripline.Grains.Symbols;

/// <summary>Finds texts that were kept before by hashing them: four bytes an entry, since the text itself stands in the
/// chunks.</summary>
internal sealed class SharedTexts(ByteChunks chunks)
{
    // Always a power of two long and at most three quarters full; zero is empty.
    private int[] _places = [];
    private int _count;
    private int _last;

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes => _places.Length * (long)sizeof(int);

    /// <summary>The place of a text, which is kept when it is new.</summary>
    public int Intern(ReadOnlySpan<byte> text)
    {
        // One rule after the other is mostly the same user's.
        if (_last > 0 && chunks.At(_last).SequenceEqual(text))
        {
            return _last;
        }

        if ((_count + 1) * 4L > _places.Length * 3L)
        {
            Grow();
        }

        var at = Find(text);
        if (_places[at] == 0)
        {
            _places[at] = chunks.Add(text, []);
            _count++;
        }

        return _last = _places[at];
    }

    private int Find(ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.AddBytes(text);
        var at = hash.ToHashCode() & (_places.Length - 1);
        while (_places[at] != 0 && !chunks.At(_places[at]).SequenceEqual(text))
        {
            at = (at + 1) & (_places.Length - 1);
        }

        return at;
    }

    private void Grow()
    {
        var old = _places;
        _places = new int[Math.Max(2, old.Length * 2)];
        foreach (var place in old)
        {
            if (place != 0)
            {
                _places[Find(chunks.At(place))] = place;
            }
        }
    }
}
