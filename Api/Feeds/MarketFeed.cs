using System.Collections.Concurrent;

namespace Tripline.Api.Feeds;

/// <summary>Holds what symbols show live for whoever watches them.</summary>
internal sealed class MarketFeed : IMarketFeed
{
    private readonly ConcurrentDictionary<string, SymbolFeed> _symbols = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ISymbolFeed Open(string symbol) => OpenCell(symbol);

    /// <summary>The feed of one symbol; there is one for good, since its grain keeps it.</summary>
    public SymbolFeed OpenCell(string symbol) => _symbols.GetOrAdd(symbol, static _ => new SymbolFeed());
}
