using System.Collections.Concurrent;

namespace Tripline.Api.Feeds;

/// <summary>Holds what symbols show live for this silo's clients.</summary>
internal sealed class MarketFeed
{
    private readonly ConcurrentDictionary<string, SymbolFeed> _symbols = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _watched = new(StringComparer.Ordinal);

    /// <summary>The symbols that clients watch.</summary>
    public IEnumerable<string> Watched => _watched.Select(pair => pair.Key);

    /// <summary>The feed of one symbol; there is one for good.</summary>
    public SymbolFeed Of(string symbol) => _symbols.GetOrAdd(
        symbol, static (symbol, market) => new SymbolFeed(isWatched => market.Note(symbol, isWatched)), this);

    private void Note(string symbol, bool isWatched)
    {
        if (isWatched)
        {
            _watched.TryAdd(symbol, true);
        }
        else
        {
            _watched.TryRemove(symbol, out _);
        }
    }
}
