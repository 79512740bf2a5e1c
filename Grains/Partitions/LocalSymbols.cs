using System.Collections.Concurrent;

namespace Tripline.Grains.Partitions;

/// <summary>The symbols that are activated on this silo.</summary>
public sealed class LocalSymbols
{
    private readonly ConcurrentDictionary<string, LocalSymbol> _symbols = new(StringComparer.Ordinal);
    private long _turnCount;

    /// <summary>Turns in which symbols took their ticks; Orleans counts calls only.</summary>
    public long TurnCount => Volatile.Read(ref _turnCount);

    /// <summary>How many symbols are activated here.</summary>
    public int Count => _symbols.Count;

    /// <summary>How busy a symbol is; nothing when it is not activated here.</summary>
    public SymbolTurns TurnsOf(string symbol) => Find(symbol)?.Turns ?? default;

    /// <summary>Slices that wait for all symbols together.</summary>
    public long CountWaiting() => _symbols.Sum(static pair => pair.Value.Turns.Waiting);

    /// <summary>What symbols show live: those that are activated here and have changed since they were seen, each read in
    /// a turn of its own.</summary>
    public async Task<SymbolLive[]> ReadChangedAsync(IReadOnlyList<SeenSymbol> seen)
    {
        var reads = new List<Task<SymbolLive?>>();
        foreach (var (symbol, version) in seen)
        {
            if (Find(symbol) is { } local && local.Version != version)
            {
                reads.Add(local.ReadLiveAsync());
            }
        }

        return [.. (await Task.WhenAll(reads)).OfType<SymbolLive>()];
    }

    /// <summary>Whom to tell that a symbol's activation has ended; set before the first one.</summary>
    internal Action<string>? OnEnded { get; set; }

    internal LocalSymbol Add(string symbol, IGrainContext context, ITickTaker grain) =>
        _symbols[symbol] = new LocalSymbol(context, grain);

    internal LocalSymbol? Find(string symbol) => _symbols.GetValueOrDefault(symbol);

    /// <summary>Says, in a turn of the activation, that it has ended.</summary>
    internal void Remove(string symbol, LocalSymbol ended)
    {
        ended.End();
        _symbols.TryRemove(new KeyValuePair<string, LocalSymbol>(symbol, ended));
        OnEnded?.Invoke(symbol);
    }

    internal void CountTurns(int turns) => Interlocked.Add(ref _turnCount, turns);

    /// <summary>Has the activations of symbols end, each after what it has in hand.</summary>
    internal void End(Func<string, bool> isOne)
    {
        foreach (var (symbol, local) in _symbols)
        {
            if (isOne(symbol))
            {
                local.Context.Deactivate(
                    new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Its partition leaves this silo."));
            }
        }
    }
}
