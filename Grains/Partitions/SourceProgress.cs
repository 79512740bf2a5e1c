using System.Text;
using Tripline.Grains.Partitions.Repeats;
using Tripline.Storage.Checkpoints;
using Tripline.Streams;

namespace Tripline.Grains.Partitions;

/// <summary>How far each source is in one partition: which of its ticks came before, and the sequence up to which all its
/// ticks are known to be in the log. What came before is told per symbol: by a sequence that rises within a session, or by
/// an id.</summary>
internal sealed class SourceProgress
{
    /// <summary>In a checkpoint, a source's completeness stands under its name with this behind it. Its bare name was the
    /// last sequence of all its symbols, as an older version told repeats.</summary>
    private const string CompleteSuffix = "\u001fcomplete";
    private const string FloorSuffix = "\u001ffloor";
    private readonly SymbolTable _names = new();
    private readonly SequenceBook _sequences;
    private readonly IdWindow _ids;
    private long _taken;
    private long _durable;
    private long[] _complete = [long.MinValue, long.MinValue, long.MinValue, long.MinValue];

    /// <param name="maxIds">Most ids that are kept.</param>
    public SourceProgress(int maxIds = 1 << 20)
    {
        _sequences = new SequenceBook(Symbols);
        _ids = new IdWindow(Symbols, maxIds);
    }

    /// <summary>The symbols of the partition.</summary>
    public SymbolTable Symbols { get; } = new();

    /// <summary>Begins a record of a source that tells its ticks apart.</summary>
    public void Begin(ReadOnlySpan<byte> source, ReadOnlySpan<byte> session, long completeThrough)
    {
        _sequences.Use(source, session);
        if (!source.IsEmpty)
        {
            Complete(source, completeThrough);
        }
    }

    /// <summary>Takes a tick's sequence; false when it came before.</summary>
    public bool TryTake(int symbol, long sequence)
    {
        ref var last = ref _sequences.Last(symbol);
        if (sequence <= last)
        {
            return false;
        }

        last = sequence;
        return true;
    }

    /// <summary>Takes a tick that has an id, and a sequence unless it is <see cref="Tick.NoSequence"/>; false when it came
    /// before.</summary>
    public bool TryTake(int symbol, long sequence, ReadOnlySpan<byte> source, UInt128 id, long timeMs)
    {
        var key = id == default ? default : IdWindow.Key(source, Symbols[symbol], id);
        if ((id != default && _ids.Contains(key, symbol, timeMs))
            || (sequence != Tick.NoSequence && !TryTake(symbol, sequence)))
        {
            return false;
        }

        if (id != default)
        {
            _ids.Add(key, symbol, timeMs);
        }

        return true;
    }

    /// <summary>The last sequence that a symbol had in a session; the least there is before its first. Changes nothing.
    /// </summary>
    public long LastOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> session, ReadOnlySpan<byte> symbol) =>
        _sequences.Peek(source, session, Symbols.Find(symbol));

    /// <summary>Whether a tick with that id came before. Changes nothing.</summary>
    public bool Contains(ReadOnlySpan<byte> source, ReadOnlySpan<byte> symbol, UInt128 id, long timeMs) =>
        Symbols.Find(symbol) is >= 0 and var number && _ids.Contains(IdWindow.Key(source, symbol, id), number, timeMs);

    /// <summary>The sequence up to which all of a source's ticks are in the log; null when this partition has none of
    /// them.</summary>
    public long? CompleteThrough(string source)
    {
        var name = Encoding.UTF8.GetBytes(source);
        for (var number = 0; number < _names.Count; number++)
        {
            if (_names[number].SequenceEqual(name))
            {
                return _complete[number];
            }
        }

        return null;
    }

    /// <summary>Takes over what a checkpoint says.</summary>
    /// <param name="sequences">Of the sources.</param>
    /// <param name="seenSequences">What <see cref="Take"/> gave of sequences; null where there was nothing.</param>
    /// <param name="seenIds">What it gave of ids.</param>
    public void Load(
        IReadOnlyDictionary<string, long> sequences, SymbolCheckpoint? seenSequences = null, SymbolCheckpoint? seenIds = null)
    {
        foreach (var (key, sequence) in sequences)
        {
            if (key.EndsWith(CompleteSuffix, StringComparison.Ordinal))
            {
                var number = Number(Encoding.UTF8.GetBytes(key[..^CompleteSuffix.Length]));
                _complete[number] = Math.Max(_complete[number], sequence);
            }
            else
            {
                var name = key.EndsWith(FloorSuffix, StringComparison.Ordinal) ? key[..^FloorSuffix.Length] : key;
                _sequences.SetFloor(Encoding.UTF8.GetBytes(name), sequence);
            }
        }

        _sequences.Load(seenSequences?.RulePages ?? []);
        if (seenIds is not null)
        {
            _ids.Load(seenIds.Core.Span, seenIds.RulePages);
        }
    }

    /// <summary>What a checkpoint is to say of the sources.</summary>
    public Dictionary<string, long> Save()
    {
        var sequences = new Dictionary<string, long>(_names.Count, StringComparer.Ordinal);
        for (var number = 0; number < _names.Count; number++)
        {
            var name = Encoding.UTF8.GetString(_names[number]);
            sequences[name + CompleteSuffix] = _complete[number];
            if (_sequences.FloorOf(_names[number]) is var floor and > long.MinValue)
            {
                sequences[name + FloorSuffix] = floor;
            }
        }

        return sequences;
    }

    /// <summary>What a checkpoint is to keep of the ticks that came, beside the symbols: only what changed since the
    /// last durable one.</summary>
    public IReadOnlyList<SymbolCheckpoint> Take(int partition)
    {
        var taken = new List<SymbolCheckpoint>(2);
        if (!_sequences.IsEmpty)
        {
            var (count, changed) = _sequences.TakePages(_durable);
            taken.Add(new(SequencesKey(partition), 0, SequenceBook.Head, count, changed));
        }

        if (!_ids.IsEmpty)
        {
            var (count, changed) = _ids.TakePages(_durable);
            taken.Add(new(IdsKey(partition), 0, _ids.WriteHead(), count, changed));
        }

        _taken++;
        (_sequences.NextCheckpoint, _ids.NextCheckpoint) = (_taken + 1, _taken + 1);
        return taken;
    }

    /// <summary>Says that what <see cref="Take"/> gave last is durable.</summary>
    public void Written() => _durable = _taken;

    /// <summary>Under which name, that no symbol can have, a partition's sequences are kept.</summary>
    public static string SequencesKey(int partition) => $"#sequences-{partition}";

    /// <summary>Under which name, that no symbol can have, a partition's ids are kept.</summary>
    public static string IdsKey(int partition) => $"#ids-{partition}";

    private int Number(ReadOnlySpan<byte> name)
    {
        var number = _names.Number(name);
        if (number >= _complete.Length)
        {
            var old = _complete.Length;
            Array.Resize(ref _complete, number * 2);
            _complete.AsSpan(old).Fill(long.MinValue);
        }

        return number;
    }

    private void Complete(ReadOnlySpan<byte> source, long through)
    {
        var number = Number(source);
        ref var complete = ref _complete[number];
        if (through < complete)
        {
            // A source whose sequences rise over all its symbols never goes back, so it is another kind.
            _sequences.DropFloor();
        }

        complete = Math.Max(complete, through);
    }
}
