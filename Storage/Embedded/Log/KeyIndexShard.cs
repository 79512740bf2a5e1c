using System.Runtime.InteropServices;

namespace Tripline.Storage.Embedded.Log;

/// <summary>A part of the key index: an open-addressed table of (hash, place), 16 bytes a slot, at least half full once
/// it has grown. Two keys of one hash have an entry each; whoever asks tells them apart by the keys in the log. One
/// thread changes it, any thread reads.</summary>
internal sealed class KeyIndexShard
{
    private const int FirstCapacity = 16;
    private readonly Lock _gate = new();
    private Slot[] _slots = new Slot[FirstCapacity];

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Memory of the table in bytes.</summary>
    public long Bytes => _slots.Length * 16L;

    /// <summary>The entry of a hash after <paramref name="skip"/> others of the same hash.</summary>
    public RecordPlace Find(ulong hash, int skip)
    {
        lock (_gate)
        {
            for (var i = Home(hash, _slots.Length); ; i = Next(i))
            {
                var slot = _slots[i];
                if (!slot.Place.Exists)
                {
                    return RecordPlace.None;
                }

                if (slot.Hash == hash && skip-- == 0)
                {
                    return slot.Place;
                }
            }
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Add(ulong hash, RecordPlace place)
    {
        lock (_gate)
        {
            if ((Count + 1) * 5L > _slots.Length * 4L)
            {
                Grow();
            }

            Insert(_slots, new Slot(hash, place));
            Count++;
        }
    }

    /// <summary>Puts another place into an entry; false when there is no such entry.</summary>
    public bool Replace(ulong hash, RecordPlace old, RecordPlace place)
    {
        lock (_gate)
        {
            var i = IndexOf(hash, old);
            if (i < 0)
            {
                return false;
            }

            _slots[i] = new Slot(hash, place);
            return true;
        }
    }

    /// <summary>Whether there is this entry.</summary>
    public bool Contains(ulong hash, RecordPlace place)
    {
        lock (_gate)
        {
            return IndexOf(hash, place) >= 0;
        }
    }

    /// <summary>Removes an entry that is there.</summary>
    public void Remove(ulong hash, RecordPlace place)
    {
        lock (_gate)
        {
            var hole = IndexOf(hash, place);
            if (hole < 0)
            {
                return;
            }

            Count--;
            for (var i = Next(hole); _slots[i].Place.Exists; i = Next(i))
            {
                var home = Home(_slots[i].Hash, _slots.Length);
                if (Distance(home, i) >= Distance(hole, i))
                {
                    _slots[hole] = _slots[i];
                    hole = i;
                }
            }

            _slots[hole] = default;
        }
    }

    private int IndexOf(ulong hash, RecordPlace place)
    {
        for (var i = Home(hash, _slots.Length); _slots[i].Place.Exists; i = Next(i))
        {
            if (_slots[i].Hash == hash && _slots[i].Place == place)
            {
                return i;
            }
        }

        return -1;
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length + (_slots.Length / 2)];
        foreach (var slot in _slots)
        {
            if (slot.Place.Exists)
            {
                Insert(larger, slot);
            }
        }

        _slots = larger;
    }

    private static void Insert(Slot[] slots, Slot slot)
    {
        var i = Home(slot.Hash, slots.Length);
        while (slots[i].Place.Exists)
        {
            i = i + 1 == slots.Length ? 0 : i + 1;
        }

        slots[i] = slot;
    }

    private int Next(int i) => i + 1 == _slots.Length ? 0 : i + 1;

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _slots.Length;

    private static int Home(ulong hash, int capacity) => (int)Math.BigMul(hash, (ulong)capacity, out _);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Slot(ulong Hash, RecordPlace Place);
}
