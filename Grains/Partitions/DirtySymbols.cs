namespace Tripline.Grains.Partitions;

/// <summary>The symbols of one partition that changed since the last checkpoint that was written, and which snapshot
/// of each is durable. Safe for concurrent use.</summary>
internal sealed class DirtySymbols
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _durable = new(StringComparer.Ordinal);
    private int _round;
    private HashSet<string> _dirty = new(StringComparer.Ordinal);
    private volatile bool _isLost;
    private Dictionary<string, long> _inSnapshot = new(StringComparer.Ordinal);

    /// <summary>Changes with each snapshot: a symbol that was marked in this round is still marked.</summary>
    public int Round => Volatile.Read(ref _round);

    /// <summary>Whether one of the symbols has lost what it folded, or all go on in another tenure: none may take what
    /// comes next.</summary>
    public bool IsLost => _isLost;

    /// <summary>Says that nothing more may be taken.</summary>
    public void Lose() => _isLost = true;

    /// <summary>Marks a symbol; returns the round.</summary>
    public int Add(string symbol)
    {
        lock (_lock)
        {
            _dirty.Add(symbol);
            return _round;
        }
    }

    /// <summary>Whether a symbol changed since its last durable snapshot.</summary>
    public bool Holds(string symbol)
    {
        lock (_lock)
        {
            return _dirty.Contains(symbol) || _inSnapshot.ContainsKey(symbol);
        }
    }

    /// <summary>Begins a snapshot: the symbols to take, each with the number of its last durable snapshot (0: none).
    /// Symbols of a snapshot that was not written are taken again.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Begin()
    {
        lock (_lock)
        {
            _round++;
            _dirty.UnionWith(_inSnapshot.Keys);
            _inSnapshot = new Dictionary<string, long>(_dirty.Count, StringComparer.Ordinal);
            var taken = new List<KeyValuePair<string, long>>(_dirty.Count);
            foreach (var symbol in _dirty)
            {
                taken.Add(new(symbol, _durable.GetValueOrDefault(symbol)));
                _inSnapshot.Add(symbol, 0);
            }

            _dirty = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }

    /// <summary>Notes the number of a symbol's snapshot.</summary>
    public void Taken(string symbol, long number)
    {
        lock (_lock)
        {
            _inSnapshot[symbol] = number;
        }
    }

    /// <summary>The snapshot is durable.</summary>
    public void Written()
    {
        lock (_lock)
        {
            foreach (var (symbol, number) in _inSnapshot)
            {
                _durable[symbol] = number;
            }

            _inSnapshot = new Dictionary<string, long>(StringComparer.Ordinal);
        }
    }
}
