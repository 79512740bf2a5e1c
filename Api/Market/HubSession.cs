using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Tripline.Api.Feeds;
using Tripline.Sources.Text;

namespace Tripline.Api.Market;

/// <summary>What one hub connection watches.</summary>
internal sealed partial class HubSession : IAsyncDisposable
{
    private const long OnlyNew = -1;

    private readonly SessionServices _services;
    private readonly HubClient _client;
    private readonly QuoteLoop _quotes;
    private readonly CancellationTokenSource _ended;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationTokenSource? _triggersEnded;
    private Task _triggersRun = Task.CompletedTask;
    private Task? _quotesRun;

    /// <summary>Begins with nothing watched.</summary>
    public HubSession(SessionServices services, ISingleClientProxy client, HubCallerContext connection)
    {
        _services = services;
        _client = new HubClient(
            client,
            connection,
            TimeSpan.FromSeconds(services.Options.SendTimeoutSeconds),
            services.Clock,
            services.Logger);
        _quotes = new QuoteLoop(
            _client, TimeSpan.FromMilliseconds(services.Options.QuotePeriodMilliseconds), services.Clock);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionAborted);
    }

    /// <summary>Sends triggers after a number, in the place of what was watched before.</summary>
    /// <returns>The number after which sending starts.</returns>
    public async Task<long> WatchTriggersAsync(long? after)
    {
        if (after < OnlyNew)
        {
            throw new HubException("after must be a trigger's number, 0 for all, or -1 or null for new ones only.");
        }

        await _turn.WaitAsync(_ended.Token);
        try
        {
            await EndTriggersAsync();
            var inbox = _services.Grains.GetGrain<IInboxGrain>(IInboxGrain.LocalUser);
            var listener = _services.Triggers.Listen(IInboxGrain.LocalUser);
            var start = after ?? OnlyNew;
            if (start == OnlyNew)
            {
                start = await _services.Inboxes.AskAsync(IInboxGrain.LocalUser);
            }
            else
            {
                _services.Inboxes.Ask(IInboxGrain.LocalUser);
            }

            _triggersEnded = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
            _triggersRun = RunTriggersAsync(inbox, listener, start, _triggersEnded.Token);
            return start;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends quotes and candles of symbols, each one's quote at once; all of them or none.</summary>
    public async Task WatchSymbolsAsync(string[]? symbols)
    {
        var names = Normalize(symbols);
        await _turn.WaitAsync(_ended.Token);
        try
        {
            var max = _services.Options.MaxSymbolsPerConnection;
            if (_quotes.CountWith(names) > max)
            {
                throw new HubException($"A connection may watch {max} symbols at most.");
            }

            if (await _services.Symbols.FindUnknownAsync(names) is [var unknown, ..])
            {
                throw new HubException($"Symbol {unknown} never had a tick or an alert.");
            }

            var summaries = await _services.Symbols.SummarizeAsync(names);
            foreach (var summary in summaries)
            {
                _quotes.Watch(summary.Symbol, _services.Market.Of(summary.Symbol), summary);
            }

            _quotesRun ??= Task.Run(() => RunGuardedAsync(_quotes.RunAsync(_ended.Token)));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends no more of these symbols.</summary>
    public void UnwatchSymbols(string[]? symbols)
    {
        foreach (var symbol in Normalize(symbols))
        {
            _quotes.Unwatch(symbol);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _quotes.Dispose();
        await EndTriggersAsync();
        await (_quotesRun ?? Task.CompletedTask);
        _ended.Dispose();
        _turn.Dispose();
    }

    private static List<string> Normalize(string[]? symbols)
    {
        var names = new List<string>();
        foreach (var text in symbols ?? throw new HubException("symbols must be an array of symbols."))
        {
            names.Add(text is not null && SymbolName.TryNormalize(text, out var symbol)
                ? symbol
                : throw new HubException($"A symbol {SymbolName.Expected}."));
        }

        return names;
    }

    private async Task EndTriggersAsync()
    {
        if (_triggersEnded is { } ended)
        {
            await ended.CancelAsync();
            await _triggersRun;
            ended.Dispose();
            _triggersEnded = null;
        }
    }

    private Task RunTriggersAsync(
        IInboxGrain inbox, InboxListener listener, long start, CancellationToken cancellationToken)
    {
        var loop = new TriggerLoop(
            inbox, _client, _services.Options.MaxTriggerLag, _services.Clock, _services.Logger);
        return Task.Run(
            async () =>
            {
                using (listener)
                {
                    await RunGuardedAsync(loop.RunAsync(start, listener, cancellationToken));
                }
            },
            CancellationToken.None);
    }

    private async Task RunGuardedAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
            // The connection ended, or watches something else.
        }
        catch (Exception exception)
        {
            LogLoopFailed(exception);
            await _client.DropAsync("The silo failed; connect again.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A hub connection's loop failed")]
    private static partial void LogLoopFailed(ILogger logger, Exception exception);

    private void LogLoopFailed(Exception exception) => LogLoopFailed(_services.Logger, exception);
}
