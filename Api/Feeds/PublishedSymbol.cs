namespace Tripline.Api.Feeds;

/// <summary>What another silo has been told of a symbol.</summary>
internal sealed class PublishedSymbol(string symbol, SymbolFeed feed)
{
    private readonly List<Candle> _candles = [];
    private SymbolSummary? _sent;
    private long _version = -1;

    /// <summary>The symbol's feed.</summary>
    public SymbolFeed Feed => feed;

    /// <summary>Adds what was published since.</summary>
    public void TakeNew(List<SymbolSummary> summaries, List<FeedCandle> candles)
    {
        var version = feed.Version;
        if (version == _version)
        {
            return;
        }

        if (feed.Summary is { } summary && !ReferenceEquals(summary, _sent))
        {
            summaries.Add(summary);
            _sent = summary;
        }

        _candles.Clear();
        feed.ReadCandles(_version, _candles);
        _version = version;
        foreach (var candle in _candles)
        {
            candles.Add(new FeedCandle(symbol, candle));
        }
    }
}
