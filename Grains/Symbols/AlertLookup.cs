using System.Runtime.CompilerServices;

namespace Tripline.Grains.Symbols;

/// <summary>Finds the slot of an alert by hashing its id: four bytes an entry, since the id itself stands in the rule's
/// record.</summary>
internal sealed class AlertLookup(RuleTable rules)
{
    // A slot's number plus one; zero is empty. Always a power of two long and at most three quarters full.
    private int[] _entries = [];
    private int _count;

    public int Find(Guid alertId)
    {
        for (var place = Place(alertId); _entries.Length > 0 && _entries[place] != 0; place = Next(place))
        {
            if (rules.Record(_entries[place] - 1).AlertId == alertId)
            {
                return _entries[place] - 1;
            }
        }

        return -1;
    }

    public void Add(Guid alertId, int slot)
    {
        if ((_count + 1) * 4L > _entries.Length * 3L)
        {
            var count = _count;
            Rebuild(_count + 1);
            _count = count;
        }

        Put(alertId, slot);
        _count++;
    }

    public void Remove(Guid alertId)
    {
        var hole = Place(alertId);
        while (rules.Record(_entries[hole] - 1).AlertId != alertId)
        {
            hole = Next(hole);
        }

        // Entries behind the hole move up, unless the hole lies before the place where a search for them begins.
        for (var place = Next(hole); _entries[place] != 0; place = Next(place))
        {
            var wanted = Place(rules.Record(_entries[place] - 1).AlertId);
            if (((place - wanted) & (_entries.Length - 1)) >= ((place - hole) & (_entries.Length - 1)))
            {
                _entries[hole] = _entries[place];
                hole = place;
            }
        }

        _entries[hole] = 0;
        _count--;
    }

    /// <summary>Finds all rules of the table that are not free, from now on.</summary>
    public void Rebuild(int count)
    {
        var length = Math.Max(4, _entries.Length);
        while (count * 4L > length * 3L)
        {
            length *= 2;
        }

        _entries = new int[length];
        // In the table's order: its records are many and the entries small.
        for (var slot = 0; slot < rules.SlotCount; slot++)
        {
            if (rules.Slot(slot).Phase != RulePhase.Free)
            {
                Put(rules.Record(slot).AlertId, slot);
            }
        }

        _count = count;
    }

    private void Put(Guid alertId, int slot)
    {
        var place = Place(alertId);
        while (_entries[place] != 0)
        {
            place = Next(place);
        }

        _entries[place] = slot + 1;
    }

    private int Next(int place) => (place + 1) & (_entries.Length - 1);

    private int Place(Guid alertId)
    {
        ref var halves = ref Unsafe.As<Guid, (ulong First, ulong Last)>(ref alertId);
        var hash = (halves.First ^ halves.Last) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 33) & (_entries.Length - 1);
    }
}
