using System.Numerics;
using System.Runtime.CompilerServices;
using Tripline.Streams;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Grains.Partitions;

/// <summary>Takes the ticks of a run apart by symbol, in log order, into arrays that are reused: two passes over the
/// records, no allocation once the arrays have grown to the run's size. It can be done in pieces, so that others have their
/// turn in between.</summary>
internal sealed class RunGrouping(SourceProgress sources)
{
    // Some hundred microseconds; a smaller run is done in one piece.
    private const int TicksAtOnce = 4096;

    private int[] _symbolOf = new int[4096];
    private int[] _counts = new int[1024];
    private int[] _starts = new int[1024];
    private double[] _prices = new double[4096];
    private double[] _sizes = new double[4096];
    private long[] _times = new long[4096];
    private long[] _positions = new long[4096];
    private bool[] _keeps = new bool[4096];
    private int[] _present = new int[1024];
    private int _presentCount;
    private RecordRun? _run;
    private bool _isCounted;
    private int _nextRecord;
    private int _nextTick;

    /// <summary>Every symbol seen so far.</summary>
    public SymbolTable Symbols => sources.Symbols;

    /// <summary>Symbols that have ticks in the run, by number, in the order of their first tick.</summary>
    public ReadOnlySpan<int> Present => _present.AsSpan(0, _presentCount);

    /// <summary>Ticks of the run that their source had sent before.</summary>
    public int Repeats { get; private set; }

    /// <summary>Running tick count after the run's last record; null where the log does not count.</summary>
    public long? TicksAfter { get; private set; }

    /// <summary>Offsets of records in the run that are intact but cannot be understood.</summary>
    public List<long> Unreadable { get; } = [];

    /// <summary>One symbol's ticks of the run.</summary>
    public TickSlice Slice(int symbol)
    {
        var count = _counts[symbol];
        var start = _starts[symbol] - count;
        return new TickSlice(
            _prices.AsMemory(start, count),
            _sizes.AsMemory(start, count),
            _times.AsMemory(start, count),
            _positions.AsMemory(start, count));
    }

    /// <summary>How many ticks a symbol has in the run.</summary>
    public int CountOf(int symbol) => _counts[symbol];

    /// <summary>Groups the run; the previous run's slices are gone then.</summary>
    public void Load(RecordRun run)
    {
        Begin(run);
        while (LoadMore())
        {
            // The next piece.
        }
    }

    /// <summary>Begins with a run; the previous run's slices are gone.</summary>
    public void Begin(RecordRun run)
    {
        Reset(run.TickCount);
        (_run, _isCounted, _nextRecord, _nextTick) = (run, false, 0, 0);
    }

    /// <summary>Goes on with the run, for a piece of it; false when it is grouped.</summary>
    public bool LoadMore()
    {
        var left = TicksAtOnce;
        if (!_isCounted)
        {
            if (CountSome(_run!, ref left))
            {
                return true;
            }

            Place();
            (_isCounted, _nextRecord, _nextTick) = (true, 0, 0);
        }

        return ScatterSome(_run!, left);
    }

    private bool CountSome(RecordRun run, ref int left)
    {
        var records = run.Records;
        var (i, at, until) = (_nextRecord, _nextTick, _nextTick + left);
        for (; i < records.Length && at < until; i++)
        {
            at = Count(records[i], run.Buffer, at, out _keeps[i]);
        }

        left = until - at;
        (_nextRecord, _nextTick) = (i, at);
        return i < records.Length;
    }

    private bool ScatterSome(RecordRun run, int left)
    {
        var records = run.Records;
        var (i, at, until) = (_nextRecord, _nextTick, _nextTick + left);
        for (; i < records.Length && at < until; i++)
        {
            if (_keeps[i])
            {
                at = Scatter(records[i], run.Buffer, at);
            }
        }

        (_nextRecord, _nextTick) = (i, at);
        return i < records.Length;
    }

    private void Place()
    {
        var next = 0;
        foreach (var symbol in Present)
        {
            _starts[symbol] = next;
            next += _counts[symbol];
        }
    }

    private void Reset(int ticks)
    {
        foreach (var symbol in Present)
        {
            _counts[symbol] = 0;
        }

        _presentCount = 0;
        Repeats = 0;
        Unreadable.Clear();
        if (_symbolOf.Length < ticks)
        {
            // Else a run that is longer by a tick would have all of them made anew.
            ticks = (int)BitOperations.RoundUpToPowerOf2((uint)ticks);
            _symbolOf = GC.AllocateUninitializedArray<int>(ticks);
            _keeps = GC.AllocateUninitializedArray<bool>(ticks);
            _prices = GC.AllocateUninitializedArray<double>(ticks);
            _sizes = GC.AllocateUninitializedArray<double>(ticks);
            _times = GC.AllocateUninitializedArray<long>(ticks);
            _positions = GC.AllocateUninitializedArray<long>(ticks);
        }
    }

    // First pass: which symbol each tick is of (-1: a repeat), and how many ticks each symbol has.
    private int Count(RecordSlot slot, byte[] buffer, int at, out bool keep)
    {
        keep = false;
        var first = at;
        if (!TickRecordReader.TryOpen(buffer.AsSpan(slot.Start, slot.Length), out var reader))
        {
            Unreadable.Add(slot.Offset);
            return first;
        }

        var repeats = Repeats;
        if (reader.IsNumbered)
        {
            sources.Begin(reader.Source, reader.Session, reader.CompleteThrough);
        }

        while (reader.TryRead(out var tick))
        {
            var symbol = Symbols.Number(tick.Symbol);
            if (symbol >= _counts.Length)
            {
                GrowSymbols();
            }

            if (reader.IsNumbered && !IsNew(reader, tick, symbol))
            {
                _symbolOf[at++] = -1;
                Repeats++;
                continue;
            }

            if (_counts[symbol]++ == 0)
            {
                _present[_presentCount++] = symbol;
            }

            _symbolOf[at++] = symbol;
        }

        if (!reader.EndedWell)
        {
            Repeats = repeats;
            Unreadable.Add(slot.Offset);
            return TakeBack(first, at);
        }

        TicksAfter = reader.TicksBefore < 0 ? null : reader.TicksBefore + reader.Count;
        keep = true;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNew(scoped in TickRecordReader record, scoped in TickView tick, int symbol) =>
        !record.IsExtended
            ? sources.TryTake(symbol, tick.Sequence)
            : sources.TryTake(symbol, tick.Sequence, record.Source, record.LastId, tick.TimeMs);

    // A record is taken whole or not at all. Its checksum held, so this happens only for a writer's mistake.
    private int TakeBack(int first, int at)
    {
        while (at > first)
        {
            var symbol = _symbolOf[--at];
            if (symbol >= 0 && --_counts[symbol] == 0)
            {
                // Symbols that this record brought in stand at the end, in the order of their first tick.
                _presentCount--;
            }
        }

        return first;
    }

    // Second pass: each tick to its symbol's place.
    private int Scatter(RecordSlot slot, byte[] buffer, int at)
    {
        _ = TickRecordReader.TryOpen(buffer.AsSpan(slot.Start, slot.Length), out var reader);
        var position = LogPosition.Pack(slot.Offset, slot.FirstIndex);
        while (reader.TryRead(out var tick))
        {
            var symbol = _symbolOf[at++];
            if (symbol >= 0)
            {
                var target = _starts[symbol]++;
                _prices[target] = tick.Price;
                _sizes[target] = tick.Size;
                _times[target] = tick.TimeMs;
                _positions[target] = position;
            }

            position++;
        }

        return at;
    }

    private void GrowSymbols()
    {
        // Symbols may have been known from a checkpoint before any of their ticks came.
        var size = Math.Max(Symbols.Count, _counts.Length * 2);
        Array.Resize(ref _counts, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _present, size);
    }
}
