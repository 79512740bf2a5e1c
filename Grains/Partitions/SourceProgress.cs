using Tripline.Streams;
using System.Text;

namespace Tripline.Grains.Partitions;

/// <summary>How far each numbered source is in one partition: the last sequence taken, and the sequence up to which all
/// its ticks are known to be in the log.</summary>
internal sealed class SourceProgress
{
    /// <summary>In a checkpoint, a source's completeness stands under its name with this behind it.</summary>
    private const string CompleteSuffix = "\u001fcomplete";
    private readonly SymbolTable _names = new();
    private long[] _last = new long[8];
    private long[] _complete = new long[8];

    /// <summary>The number of a source by its name in UTF-8.</summary>
    public int Number(ReadOnlySpan<byte> name)
    {
        var known = _names.Count;
        var number = _names.Number(name);
        if (number == known)
        {
            if (number == _last.Length)
            {
                Array.Resize(ref _last, number * 2);
                Array.Resize(ref _complete, number * 2);
            }

            _last[number] = long.MinValue;
            _complete[number] = long.MinValue;
        }

        return number;
    }

    /// <summary>The last sequence taken from a source; <see cref="long.MinValue"/> before the first.</summary>
    public ref long Last(int number) => ref _last[number];

    /// <summary>Notes that all of a source's ticks up to a sequence are in the log.</summary>
    public void Complete(int number, long through) => _complete[number] = Math.Max(_complete[number], through);

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
    public void Load(IReadOnlyDictionary<string, long> sequences)
    {
        foreach (var (key, sequence) in sequences)
        {
            if (key.EndsWith(CompleteSuffix, StringComparison.Ordinal))
            {
                Complete(Number(Encoding.UTF8.GetBytes(key[..^CompleteSuffix.Length])), sequence);
            }
            else
            {
                Last(Number(Encoding.UTF8.GetBytes(key))) = sequence;
            }
        }
    }

    /// <summary>What a checkpoint is to say.</summary>
    public Dictionary<string, long> Save()
    {
        var sequences = new Dictionary<string, long>(_names.Count * 2, StringComparer.Ordinal);
        for (var number = 0; number < _names.Count; number++)
        {
            var name = Encoding.UTF8.GetString(_names[number]);
            sequences[name] = _last[number];
            sequences[name + CompleteSuffix] = _complete[number];
        }

        return sequences;
    }
}
