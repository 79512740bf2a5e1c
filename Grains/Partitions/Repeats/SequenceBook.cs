using Tripline.Grains.Symbols;
using Tripline.Streams;

namespace Tripline.Grains.Partitions.Repeats;

/// <summary>The last sequence of each symbol in each session of a source, as far as one partition has them. At most
/// <see cref="MaxStreams"/> sessions of all sources: the one that was used longest ago gives way to a new one.</summary>
/// <param name="symbols">Numbers the partition's symbols.</param>
internal sealed class SequenceBook(SymbolTable symbols)
{
    /// <summary>Most sessions of all sources together.</summary>
    public const int MaxStreams = 4_096;

    /// <summary>What is kept besides the pages: nothing.</summary>
    public static readonly byte[] Head = [Format];

    private const byte Separator = 0x1F;
    private const byte Format = 1;
    private const int MaxKeyBytes = 512;

    private readonly Dictionary<byte[], SequenceStream> _streams = new(ByteKeys.Instance);
    private readonly List<SequencePage> _pages = [];
    private readonly Stack<int> _freePages = new();
    private SequenceStream? _current;
    private long _uses;

    /// <summary>Number of the checkpoint that will be the next to hold what changes now.</summary>
    public long NextCheckpoint { get; set; } = 1;

    /// <summary>Whether any source numbered a tick.</summary>
    public bool IsEmpty => _streams.Count == 0;

    private Dictionary<byte[], SequenceStream>.AlternateLookup<ReadOnlySpan<byte>> Lookup =>
        _streams.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Goes over to a source's session, for this record of the log.</summary>
    public void Use(ReadOnlySpan<byte> source, ReadOnlySpan<byte> session)
    {
        Span<byte> buffer = stackalloc byte[MaxKeyBytes];
        var key = Key(source, session, buffer);
        if (_current is null || !key.SequenceEqual(_current.Key))
        {
            _current = Lookup.TryGetValue(key, out var known) ? known : Add(key);
        }

        _current.UsedAt = ++_uses;
    }

    /// <summary>The last sequence of a symbol in the session that was gone over to, to be changed.</summary>
    public ref long Last(int symbol)
    {
        var pages = _current!.Pages;
        var at = (uint)symbol / SequencePage.Symbols;
        var page = at < (uint)pages.Length && pages[at] is { } found ? found : Open(_current, (int)at);
        page.ChangedIn = NextCheckpoint;
        return ref page.Last[(uint)symbol % SequencePage.Symbols];
    }

    /// <summary>The last sequence of a symbol, -1 for one that is not known; the least there is before its first. Changes
    /// nothing.</summary>
    public long Peek(ReadOnlySpan<byte> source, ReadOnlySpan<byte> session, int symbol)
    {
        Span<byte> buffer = stackalloc byte[MaxKeyBytes];
        if (!Lookup.TryGetValue(Key(source, session, buffer), out var stream))
        {
            return long.MinValue;
        }

        var (pages, at) = (stream.Pages, symbol / SequencePage.Symbols);
        return symbol >= 0 && at < pages.Length && pages[at] is { } page
            ? page.Last[symbol % SequencePage.Symbols]
            : stream.Floor;
    }

    /// <summary>Says that a source numbered all its symbols' ticks as one up to there, as they all did before sequences
    /// were told apart by symbol.</summary>
    public void SetFloor(ReadOnlySpan<byte> source, long floor)
    {
        Use(source, default);
        _current!.Floor = floor;
    }

    /// <summary>Forgets that of the session that was gone over to: what it sends now is numbered otherwise.</summary>
    public void DropFloor()
    {
        var of = _current!;
        if (of.Floor == long.MinValue)
        {
            return;
        }

        foreach (var page in of.Pages)
        {
            if (page is not null)
            {
                page.Last.AsSpan().Replace(of.Floor, long.MinValue);
                page.ChangedIn = NextCheckpoint;
            }
        }

        of.Floor = long.MinValue;
    }

    /// <summary>What <see cref="SetFloor"/> said of a source; the least there is when nothing.</summary>
    public long FloorOf(ReadOnlySpan<byte> source) =>
        Lookup.TryGetValue(source, out var stream) ? stream.Floor : long.MinValue;

    /// <summary>The pages that changed since a durable checkpoint, and how many there are.</summary>
    public (int Count, List<RulePage> Changed) TakePages(long durableCheckpoint)
    {
        var changed = new List<RulePage>();
        for (var number = 0; number < _pages.Count; number++)
        {
            if (_pages[number].ChangedIn > durableCheckpoint)
            {
                changed.Add(new RulePage(number, Write(_pages[number])));
            }
        }

        return (_pages.Count, changed);
    }

    /// <summary>Takes over pages that were written, all of them.</summary>
    public void Load(IReadOnlyList<RulePage> pages)
    {
        foreach (var page in pages)
        {
            Read(page.Bytes.Span);
        }
    }

    private static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> source, ReadOnlySpan<byte> session, Span<byte> buffer)
    {
        if (session.IsEmpty)
        {
            return source;
        }

        source.CopyTo(buffer);
        buffer[source.Length] = Separator;
        session.CopyTo(buffer[(source.Length + 1)..]);
        return buffer[..(source.Length + 1 + session.Length)];
    }

    private SequenceStream Add(ReadOnlySpan<byte> key)
    {
        if (_streams.Count == MaxStreams)
        {
            Forget(_streams.Values.MinBy(static stream => stream.UsedAt)!);
        }

        var added = new SequenceStream(key.ToArray());
        _streams.Add(added.Key, added);
        return added;
    }

    private void Forget(SequenceStream stream)
    {
        _streams.Remove(stream.Key);
        for (var number = 0; number < _pages.Count; number++)
        {
            if (_pages[number].Stream == stream)
            {
                _pages[number].End();
                _pages[number].ChangedIn = NextCheckpoint;
                _freePages.Push(number);
            }
        }
    }

    private SequencePage Open(SequenceStream stream, int at)
    {
        if (at >= stream.Pages.Length)
        {
            var larger = new SequencePage?[at + 1];
            stream.Pages.CopyTo(larger, 0);
            stream.Pages = larger;
        }

        if (!_freePages.TryPop(out var number))
        {
            number = _pages.Count;
            _pages.Add(new SequencePage());
        }

        _pages[number].Begin(stream, at * SequencePage.Symbols);
        return stream.Pages[at] = _pages[number];
    }

    private byte[] Write(SequencePage page)
    {
        var writer = new PackedWriter(1_024);
        writer.WriteByte(Format);
        if (page.Stream is not { } stream)
        {
            return writer.ToArray();
        }

        writer.WriteInteger(stream.Key.Length);
        writer.WriteBytes(stream.Key);
        writer.WriteInteger(stream.UsedAt);
        for (var at = 0; at < SequencePage.Symbols; at++)
        {
            if (page.Last[at] != stream.Floor && page.FirstSymbol + at < symbols.Count)
            {
                var symbol = symbols[page.FirstSymbol + at];
                writer.WriteInteger(symbol.Length);
                writer.WriteBytes(symbol);
                writer.WriteInteger(page.Last[at]);
            }
        }

        return writer.ToArray();
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new PackedReader(bytes);
        reader.ExpectByte(Format, "page of sequences");
        if (reader.IsAtEnd)
        {
            return;
        }

        var key = reader.ReadText();
        var separator = key.IndexOf(Separator);
        Use(separator < 0 ? key : key[..separator], separator < 0 ? default : key[(separator + 1)..]);
        _current!.UsedAt = reader.ReadInteger();
        _uses = Math.Max(_uses, _current.UsedAt);
        while (!reader.IsAtEnd)
        {
            var symbol = symbols.Number(reader.ReadText());
            Last(symbol) = reader.ReadInteger();
        }
    }
}
