using Tripline.Api.Feeds;
using Tripline.Api.Symbols;

namespace Tripline.Api.Market;

/// <summary>Sends a connection the newest quotes and candles of the symbols that it watches, once a period; what a
/// period brings more than once is sent once.</summary>
internal sealed class QuoteLoop(HubClient client, TimeSpan period, TimeProvider clock) : IDisposable
{
    private const int SymbolsPerMessage = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WatchedSymbol> _watched = new(StringComparer.Ordinal);
    private readonly List<Quote> _quotes = [];
    private readonly List<CandleUpdate> _candles = [];
    private WatchedSymbol[] _all = [];
    private bool _isDisposed;

    /// <summary>How many symbols are watched, with those of the list.</summary>
    public int CountWith(IEnumerable<string> symbols)
    {
        lock (_lock)
        {
            return _watched.Keys.Union(symbols).Count();
        }
    }

    /// <summary>Watches a symbol, from the summary that <paramref name="first"/> says on.</summary>
    public void Watch(string symbol, SymbolFeed feed, SymbolSummary first)
    {
        lock (_lock)
        {
            if (!_isDisposed && !_watched.ContainsKey(symbol))
            {
                feed.Watch();
                _watched.Add(symbol, new WatchedSymbol(symbol, feed, first));
                _all = [.. _watched.Values];
            }
        }
    }

    /// <summary>Watches a symbol no more.</summary>
    public void Unwatch(string symbol)
    {
        lock (_lock)
        {
            if (_watched.Remove(symbol, out var watched))
            {
                watched.Feed.Unwatch();
                _all = [.. _watched.Values];
            }
        }
    }

    /// <summary>Runs until the connection ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        do
        {
            foreach (var some in Volatile.Read(ref _all).Chunk(SymbolsPerMessage))
            {
                if (!await SendNewAsync(some))
                {
                    return;
                }
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var watched in _watched.Values)
            {
                watched.Feed.Unwatch();
            }

            _watched.Clear();
            _all = [];
        }
    }
    private async ValueTask<bool> SendNewAsync(WatchedSymbol[] symbols)
    {
        _quotes.Clear();
        _candles.Clear();
        foreach (var watched in symbols)
        {
            watched.TakeNew(_quotes, _candles);
        }

        return (_quotes.Count == 0 || await client.SendAsync("quotes", _quotes.ToArray()))
            && (_candles.Count == 0 || await client.SendAsync("candles", _candles.ToArray()));
    }
}
