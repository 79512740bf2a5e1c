using Tripline.Api.Candles;
using Tripline.Api.Feeds;
using Tripline.Api.Symbols;

namespace Tripline.Api.Market;

/// <summary>What a connection has seen of a symbol that it watches.</summary>
/// <param name="symbol">The symbol.</param>
/// <param name="feed">Its feed.</param>
/// <param name="first">The summary to begin with.</param>
internal sealed class WatchedSymbol(string symbol, SymbolFeed feed, SymbolSummary first)
{
    private readonly List<Candle> _new = [];
    private SymbolSummary _sent = first;
    private bool _isFresh = true;
    private long _version = feed.Version;

    /// <summary>The symbol's feed.</summary>
    public SymbolFeed Feed => feed;

    /// <summary>Adds what is new, and takes it for sent.</summary>
    public void TakeNew(List<Quote> quotes, List<CandleUpdate> candles)
    {
        var version = feed.Version;
        if (version == _version && !_isFresh)
        {
            return;
        }

        // An older summary may be left from a time when somebody else watched.
        var newest = feed.Summary is { } known && known.TickCount >= _sent.TickCount ? known : _sent;
        if (_isFresh || newest != _sent)
        {
            quotes.Add(Quote.From(newest));
            _sent = newest;
        }

        _isFresh = false;
        _new.Clear();
        feed.ReadCandles(_version, _new);
        _version = version;
        foreach (var candle in _new)
        {
            var interval = IntervalText.Names[IntervalText.IndexOf(candle.IntervalSeconds)];
            candles.Add(new CandleUpdate(symbol, interval, CandleItem.From(candle)));
        }
    }
}
