using System.Collections.Concurrent;

namespace Tripline.Api.Feeds;

/// <summary>Holds what symbols show live for whoever watches them.</summary>
internal sealed class MarketFeed : IMarketFeed
{
    private readonly ConcurrentDictionary<string, SymbolFeed> _symbols = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _watchedHere = new(StringComparer.Ordinal);

    /// <summary>The symbols that this silo's own clients watch.</summary>
    public IEnumerable<string> WatchedHere => _watchedHere.Select(pair => pair.Key);

    /// <inheritdoc/>
    public ISymbolFeed Open(string symbol) => OpenCell(symbol);

    /// <summary>The feed of one symbol; there is one for good, since its grain keeps it.</summary>
    public SymbolFeed OpenCell(string symbol) => _symbols.GetOrAdd(
        symbol, static (symbol, market) => new SymbolFeed(isWatched => market.Note(symbol, isWatched)), this);

    private void Note(string symbol, bool isWatched)
    {
        if (isWatched)
        {
            _watchedHere.TryAdd(symbol, true);
        }
        else
        {
            _watchedHere.TryRemove(symbol, out _);
        }
    }
}
