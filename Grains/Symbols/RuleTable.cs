using System.Runtime.CompilerServices;

namespace Tripline.Grains.Symbols;

/// <summary>A symbol's rules in numbered slots, in pages of <see cref="PageSize"/>: a page never moves once it is full
/// sized, and is what a snapshot writes.</summary>
internal sealed class RuleTable
{
    public const int PageSize = 64;
    private const int FirstPageSize = 4;
    private const int MinDeadBytes = 1 << 14;

    private readonly AlertLookup _lookup;
    private readonly Stack<int> _free = new();
    private RuleSlot[][] _slots = [];
    private RuleRecord[][] _records = [];
    private long[] _changedIn = [];
    private long _deadBytes;

    public RuleTable() => _lookup = new(this);

    /// <summary>Rules there are.</summary>
    public int Count { get; private set; }

    /// <summary>Slots that were ever used; they are the first ones.</summary>
    public int SlotCount { get; private set; }

    public int PageCount => (SlotCount + PageSize - 1) / PageSize;

    /// <summary>The number of the snapshot that will be the next to hold what changes now.</summary>
    public long NextSnapshot { get; set; } = 1;

    /// <summary>Bytes of what is looked at when a rule wakes; without its record.</summary>
    public long SlotBytes => _slots.Sum(static page => page is null ? 0 : 24 + (page.Length * (long)Unsafe.SizeOf<RuleSlot>()))
        + (_slots.Length * (long)IntPtr.Size);

    /// <summary>What triggers say of the rules.</summary>
    public DetailPool Details { get; private set; } = new();

    public ref RuleSlot Slot(int slot) => ref _slots[slot / PageSize][slot % PageSize];

    public ref RuleRecord Record(int slot) => ref _records[slot / PageSize][slot % PageSize];

    /// <summary>The slot of an alert's rule; -1 when there is none.</summary>
    public int Find(Guid alertId) => _lookup.Find(alertId);

    /// <summary>Says that the rule changed since the last snapshot.</summary>
    public void Touch(int slot) => _changedIn[slot / PageSize] = NextSnapshot;

    /// <summary>Whether a page holds something newer than that snapshot.</summary>
    public bool HasChangedSince(int page, long snapshot) => _changedIn[page] > snapshot;

    /// <summary>Gives an alert that has none a slot, which is empty but for the id.</summary>
    public int Add(Guid alertId)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = SlotCount;
            EnsureRoom(slot);
            SlotCount++;
        }

        Slot(slot) = default;
        Record(slot) = new() { AlertId = alertId };
        _lookup.Add(alertId, slot);
        Count++;
        return slot;
    }

    /// <summary>Gives a rule details in the place of those that it had; it keeps them where there are no new ones.</summary>
    public void Describe(int slot, ReadOnlySpan<byte> details)
    {
        if (details.IsEmpty)
        {
            return;
        }

        _deadBytes += Details.SizeAt(Record(slot).Details);
        Record(slot).Details = Details.Add(details);
        Touch(slot);
    }

    /// <summary>Gives a rule details if there is one and it has none.</summary>
    public void DescribeBare(Guid alertId, ReadOnlySpan<byte> details)
    {
        var slot = Find(alertId);
        if (slot >= 0 && Record(slot).Details == DetailPool.None)
        {
            Describe(slot, details);
        }
    }

    /// <summary>Gives memory of details that no rule has any more back, once it is the larger part. Places of details that
    /// were handed out lose their meaning.</summary>
    public void TrimDetails()
    {
        if (_deadBytes < MinDeadBytes || _deadBytes < Details.UsedBytes / 2)
        {
            return;
        }

        var (old, writer) = (Details, new PackedWriter(256));
        (Details, _deadBytes) = (new DetailPool(), 0);
        for (var slot = 0; slot < SlotCount; slot++)
        {
            if (Slot(slot).Phase != RulePhase.Free)
            {
                writer.Clear();
                old.WriteTo(ref writer, Record(slot).Details);
                Record(slot).Details = Details.Add(writer.Written);
            }
        }
    }

    /// <summary>Empties a slot that has a rule.</summary>
    public void Remove(int slot)
    {
        Touch(slot);
        _deadBytes += Details.SizeAt(Record(slot).Details);
        _lookup.Remove(Record(slot).AlertId);
        Slot(slot) = default;
        Record(slot) = default;
        _free.Push(slot);
        Count--;
    }

    /// <summary>Makes room for the slots of a snapshot, all free, before its pages are read.</summary>
    public void Reserve(int slotCount)
    {
        for (var slot = 0; slot < slotCount; slot += PageSize)
        {
            EnsureRoom(Math.Min(slot + PageSize, slotCount) - 1);
        }

        SlotCount = slotCount;
    }

    /// <summary>Takes slots that were filled behind the table's back into account.</summary>
    public void Recount()
    {
        for (var slot = SlotCount - 1; slot >= 0; slot--)
        {
            if (Slot(slot).Phase == RulePhase.Free)
            {
                _free.Push(slot);
            }
            else
            {
                Count++;
            }
        }

        _lookup.Rebuild(Count);
    }

    private void EnsureRoom(int slot)
    {
        var page = slot / PageSize;
        if (page >= _slots.Length)
        {
            var size = Math.Max(page + 1, _slots.Length + (_slots.Length / 2));
            Array.Resize(ref _slots, size);
            Array.Resize(ref _records, size);
            Array.Resize(ref _changedIn, size);
        }

        // The first page grows with its rules, since most symbols have few; the others come whole.
        var need = (slot % PageSize) + 1;
        var have = _slots[page]?.Length ?? 0;
        if (need > have)
        {
            var size = page > 0 ? PageSize : Math.Min(PageSize, Math.Max(Math.Max(FirstPageSize, need), have * 2));
            Array.Resize(ref _slots[page], size);
            Array.Resize(ref _records[page], size);
        }
    }
}
