using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using Tripline.Grains.Symbols;
using Tripline.Streams;

namespace Tripline.Grains.Partitions.Repeats;

/// <summary>The ids of the last 24 hours of each symbol's market time, as far as one partition has them and no more of
/// them than a limit: beyond it those that came first are forgotten.</summary>
/// <param name="symbols">Numbers the partition's symbols.</param>
/// <param name="limit">Most ids of all symbols together, rounded up to a power of two of at least
/// <see cref="PageIds"/>.</param>
internal sealed class IdWindow(SymbolTable symbols, int limit)
{
    /// <summary>Ids of a page; a unit of what a checkpoint writes.</summary>
    public const int PageIds = 1_024;

    /// <summary>How far apart the times of two ticks with one id may be for them to be the same.</summary>
    public const long WindowMs = 24 * 60 * 60 * 1_000L;

    private const byte Format = 1;
    private const int EntryBytes = 28;

    private readonly Dictionary<UInt128, long> _places = [];
    private UInt128[] _keys = new UInt128[PageIds];
    private long[] _timesMs = new long[PageIds];
    private int[] _symbols = new int[PageIds];
    private long[] _changedIn = new long[1];
    private long[] _newestMs = new long[64];
    private long _first;
    private long _next;

    /// <summary>Number of the checkpoint that will be the next to hold what changes now.</summary>
    public long NextCheckpoint { get; set; } = 1;

    /// <summary>Ids held.</summary>
    public int Count => (int)(_next - _first);

    /// <summary>Whether it never held any.</summary>
    public bool IsEmpty => _next == 0;

    /// <summary>What stands for an id of a source's symbol.</summary>
    public static UInt128 Key(ReadOnlySpan<byte> source, ReadOnlySpan<byte> symbol, UInt128 id)
    {
        Span<byte> text = stackalloc byte[512];
        BinaryPrimitives.WriteUInt128LittleEndian(text, id);
        symbol.CopyTo(text[16..]);
        text[16 + symbol.Length] = 0;
        source.CopyTo(text[(17 + symbol.Length)..]);
        return XxHash128.HashToUInt128(text[..(17 + symbol.Length + source.Length)]);
    }

    /// <summary>Whether the tick came before.</summary>
    public bool Contains(UInt128 key, int symbol, long timeMs) =>
        _places.TryGetValue(key, out var place) && IsSame(_timesMs[place & Mask], timeMs, symbol);

    /// <summary>Takes note of a tick.</summary>
    public void Add(UInt128 key, int symbol, long timeMs)
    {
        if (symbol >= _newestMs.Length)
        {
            Array.Resize(ref _newestMs, Math.Max(symbol + 1, _newestMs.Length * 2));
        }

        _newestMs[symbol] = Math.Max(_newestMs[symbol], timeMs);
        while (_next > _first && IsPast(_first))
        {
            Drop();
        }

        if (_next - _first == _keys.Length)
        {
            if (_keys.Length < Math.Max(PageIds, BitOperations.RoundUpToPowerOf2((uint)limit)))
            {
                Grow();
            }
            else
            {
                Drop();
            }
        }

        Put(_next++, key, symbol, timeMs);
    }

    /// <summary>What is needed besides the pages.</summary>
    public byte[] WriteHead()
    {
        var writer = new PackedWriter(32);
        writer.WriteByte(Format);
        writer.WriteInteger(_first);
        writer.WriteInteger(_next);
        writer.WriteInteger(_keys.Length);
        return writer.ToArray();
    }

    /// <summary>The pages that changed since a durable checkpoint, and how many there are.</summary>
    public (int Count, List<RulePage> Changed) TakePages(long durableCheckpoint)
    {
        var changed = new List<RulePage>();
        for (var page = 0; page < _changedIn.Length; page++)
        {
            if (_changedIn[page] > durableCheckpoint)
            {
                changed.Add(new RulePage(page, Write(page)));
            }
        }

        // Those that were never used are not there yet.
        return (Math.Min(_changedIn.Length, (int)((_next + PageIds - 1) / PageIds)), changed);
    }

    /// <summary>Takes over what was written, all of it.</summary>
    public void Load(ReadOnlySpan<byte> head, IReadOnlyList<RulePage> pages)
    {
        var reader = new PackedReader(head);
        reader.ExpectByte(Format, "list of ids");
        var (first, next) = (reader.ReadInteger(), reader.ReadInteger());
        var capacity = reader.ReadCount(int.MaxValue & ~(PageIds - 1));
        var read = new List<(long Place, UInt128 Key, int Symbol, long TimeMs)>((int)(next - first));
        foreach (var page in pages)
        {
            Read(page, first, next, capacity, read);
        }

        (_first, _next) = (0, 0);
        foreach (var (_, key, symbol, timeMs) in read.OrderBy(static entry => entry.Place))
        {
            Add(key, symbol, timeMs);
        }
    }

    private long Mask => _keys.Length - 1;

    private bool IsPast(long place)
    {
        var at = place & Mask;
        return _newestMs[_symbols[at]] - _timesMs[at] > WindowMs;
    }

    private bool IsSame(long knownMs, long timeMs, int symbol) =>
        Math.Abs(timeMs - knownMs) <= WindowMs
        && (symbol >= _newestMs.Length || _newestMs[symbol] - knownMs <= WindowMs);

    private void Drop()
    {
        var key = _keys[_first & Mask];
        if (_places.TryGetValue(key, out var place) && place == _first)
        {
            _places.Remove(key);
        }

        _first++;
    }

    private void Put(long place, UInt128 key, int symbol, long timeMs)
    {
        var at = place & Mask;
        (_keys[at], _symbols[at], _timesMs[at]) = (key, symbol, timeMs);
        _changedIn[at / PageIds] = NextCheckpoint;
        _places[key] = place;
    }

    private void Grow()
    {
        var (keys, symbolsOf, timesMs, first, next) = (_keys, _symbols, _timesMs, _first, _next);
        var old = keys.Length - 1L;
        _keys = new UInt128[keys.Length * 2];
        _symbols = new int[keys.Length * 2];
        _timesMs = new long[keys.Length * 2];
        _changedIn = new long[_changedIn.Length * 2];
        (_first, _next) = (0, 0);
        for (var place = first; place < next; place++)
        {
            Put(_next++, keys[place & old], symbolsOf[place & old], timesMs[place & old]);
        }
    }

    private byte[] Write(int page)
    {
        var writer = new PackedWriter(PageIds * EntryBytes);
        writer.WriteByte(Format);
        Span<byte> key = stackalloc byte[16];
        for (var at = page * PageIds; at < (page + 1) * PageIds; at++)
        {
            var symbol = _symbols[at] < symbols.Count ? symbols[_symbols[at]] : default;
            BinaryPrimitives.WriteUInt128LittleEndian(key, _keys[at]);
            writer.WriteBytes(key);
            writer.WriteInteger(_timesMs[at]);
            writer.WriteInteger(symbol.Length);
            writer.WriteBytes(symbol);
        }

        return writer.ToArray();
    }

    private void Read(
        RulePage page, long first, long next, int capacity, List<(long Place, UInt128 Key, int Symbol, long TimeMs)> read)
    {
        var reader = new PackedReader(page.Bytes.Span);
        reader.ExpectByte(Format, "page of ids");
        for (var at = page.Number * PageIds; at < (page.Number + 1) * PageIds; at++)
        {
            var key = BinaryPrimitives.ReadUInt128LittleEndian(reader.ReadBytes(16));
            var timeMs = reader.ReadInteger();
            var symbol = reader.ReadText();
            // The one place from the first to the next that falls there.
            var place = first + ((at - first) & (capacity - 1));
            if (place < next && !symbol.IsEmpty)
            {
                read.Add((place, key, symbols.Number(symbol), timeMs));
            }
        }
    }
}
