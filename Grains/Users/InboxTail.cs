namespace Tripline.Grains.Users;

/// <summary>The newest triggers of an inbox, in memory: a ring that grows up to its capacity and then forgets the
/// oldest. Finding a number costs no walk.</summary>
/// <param name="capacity">Most triggers kept; at least 1.</param>
public sealed class InboxTail(int capacity)
{
    private readonly List<Trigger> _ring = [];
    private int _oldest;

    /// <summary>Number of the oldest trigger kept; <see cref="long.MaxValue"/> when there is none.</summary>
    public long FirstNumber => _ring.Count == 0 ? long.MaxValue : _ring[_oldest].Number;

    /// <summary>Adds the next trigger; numbers rise by one.</summary>
    public void Add(Trigger trigger)
    {
        if (_ring.Count < capacity)
        {
            _ring.Add(trigger);
            return;
        }

        _ring[_oldest] = trigger;
        _oldest = (_oldest + 1) % capacity;
    }

    /// <summary>Triggers with numbers above <paramref name="after"/>, rising, at most <paramref name="limit"/>.
    /// </summary>
    public IReadOnlyList<Trigger> After(long after, int limit)
    {
        var skip = _ring.Count == 0 ? 0 : (int)Math.Clamp(after + 1 - FirstNumber, 0, _ring.Count);
        var found = new Trigger[Math.Clamp(limit, 0, _ring.Count - skip)];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = _ring[(_oldest + skip + i) % _ring.Count];
        }

        return found;
    }
}
