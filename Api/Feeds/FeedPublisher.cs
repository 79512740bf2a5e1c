using Tripline.Runtime.Remote;

namespace Tripline.Api.Feeds;

/// <summary>Tells one other silo what its clients watch here: each symbol's newest, at most ten times a second, and each
/// growth of an inbox at once. While the other silo does not keep up, nothing is sent, and then the newest.</summary>
internal sealed class FeedPublisher(
    FrameStream stream, MarketFeed market, TriggerFeed triggers, FeedState state, TimeProvider clock)
{
    private const int SymbolsPerMessage = 500;

    // Of what waits here; the connection holds more.
    private const int MaxWaitingBytes = 256 * 1024;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PublishedSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InboxListener> _users = new(StringComparer.Ordinal);
    private PublishedSymbol[] _all = [];

    /// <summary>Runs until the stream ends.</summary>
    public async Task RunAsync()
    {
        var sending = SendAsync();
        try
        {
            await stream.RunAsync<FeedInterest>(interest =>
            {
                Take(interest);
                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            stream.End();
            await sending;
            Take(FeedInterest.None);
        }
    }

    private void Take(FeedInterest interest)
    {
        List<string> newSymbols;
        List<string> newUsers;
        lock (_lock)
        {
            newSymbols = TakeSymbols(interest.Symbols.ToHashSet(StringComparer.Ordinal));
            newUsers = TakeUsers(interest.Users.ToHashSet(StringComparer.Ordinal));
        }

        if (newSymbols.Count + newUsers.Count > 0)
        {
            _ = BringUpAsync(newSymbols, newUsers);
        }
    }

    private List<string> TakeSymbols(HashSet<string> wanted)
    {
        foreach (var gone in _symbols.Keys.Where(symbol => !wanted.Contains(symbol)).ToList())
        {
            _symbols.Remove(gone, out var symbol);
            symbol!.Feed.UnwatchForSilo();
        }

        var added = wanted.Where(symbol => !_symbols.ContainsKey(symbol)).ToList();
        foreach (var symbol in added)
        {
            var feed = market.OpenCell(symbol);
            feed.WatchForSilo();
            _symbols.Add(symbol, new PublishedSymbol(symbol, feed));
        }

        _all = [.. _symbols.Values];
        return added;
    }

    private List<string> TakeUsers(HashSet<string> wanted)
    {
        foreach (var gone in _users.Keys.Where(user => !wanted.Contains(user)).ToList())
        {
            _users.Remove(gone, out var listener);
            listener!.Dispose();
            // Ends the forwarding, which looks whether it is still wanted.
            listener.Raise(0);
        }

        var added = wanted.Where(user => !_users.ContainsKey(user)).ToList();
        foreach (var user in added)
        {
            var listener = triggers.ListenForSilo(user);
            _users.Add(user, listener);
            _ = ForwardAsync(user, listener);
        }

        return added;
    }

    private async Task BringUpAsync(List<string> symbols, List<string> users)
    {
        try
        {
            await state.PublishInboxesAsync(users, stream.Ended);
            await state.PublishSymbolsAsync(symbols, stream.Ended);
        }
        catch (OperationCanceledException)
        {
            // The other silo has gone.
        }
    }

    private async Task ForwardAsync(string user, InboxListener listener)
    {
        try
        {
            while (await listener.WaitAsync(stream.Ended) && IsHeard(user, listener))
            {
                var growth = new FeedNews([], [], [new FeedGrowth(user, listener.LastNumber)]);
                while (!stream.TrySend(growth))
                {
                    await Task.Delay(Period, clock, stream.Ended);
                    growth = growth with { Inboxes = [new FeedGrowth(user, listener.LastNumber)] };
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The other silo has gone.
        }
    }

    private bool IsHeard(string user, InboxListener listener)
    {
        lock (_lock)
        {
            return _users.TryGetValue(user, out var present) && ReferenceEquals(present, listener);
        }
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stream.Ended))
            {
                foreach (var some in Volatile.Read(ref _all).Chunk(SymbolsPerMessage))
                {
                    SendNew(some);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The other silo has gone.
        }
    }

    private void SendNew(PublishedSymbol[] symbols)
    {
        if (stream.WaitingBytes > MaxWaitingBytes)
        {
            return;
        }

        var summaries = new List<SymbolSummary>();
        var candles = new List<FeedCandle>();
        foreach (var symbol in symbols)
        {
            symbol.TakeNew(summaries, candles);
        }

        if (summaries.Count + candles.Count > 0)
        {
            stream.TrySend(new FeedNews([.. summaries], [.. candles], []));
        }
    }
}
