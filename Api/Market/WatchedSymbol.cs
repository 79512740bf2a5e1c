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
    private readonly List<Candle> _candles = [];
    private SymbolSummary _sent = first;
    private bool _isFresh = true;
    private long _version = feed.Version;

    /// <summary>The symbol's feed.</summary>
    public SymbolFeed Feed => feed;

    /// <summary>Sends what is new.</summary>
    /// <returns>False when the client is gone.</returns>
    public async ValueTask<bool> SendNewAsync(HubClient client)
    {
        var version = feed.Version;
        if (version == _version && !_isFresh)
        {
            return true;
        }

        // An older summary may be left from a time when somebody else watched.
        var newest = feed.Summary is { } published && published.TickCount >= _sent.TickCount ? published : _sent;
        if (_isFresh || !ReferenceEquals(newest, _sent))
        {
            if (!await client.SendAsync("quote", Quote.From(newest)))
            {
                return false;
            }

            _sent = newest;
        }

        _isFresh = false;
        _candles.Clear();
        feed.ReadCandles(_version, _candles);
        _version = version;
        foreach (var candle in _candles)
        {
            var interval = IntervalText.Names[IntervalText.IndexOf(candle.IntervalSeconds)];
            if (!await client.SendAsync("candle", new CandleUpdate(symbol, interval, CandleItem.From(candle))))
            {
                return false;
            }
        }

        return true;
    }
}
