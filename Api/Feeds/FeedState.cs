using Microsoft.Extensions.Logging;
using Tripline.Api.Candles;
using Tripline.Grains.Symbols;
using Tripline.Runtime;

namespace Tripline.Api.Feeds;

/// <summary>Asks grains how things stand when watching begins, so that what was published before is not missed; asks again
/// until they answer.</summary>
internal sealed partial class FeedState(
    IGrainFactory grains, MarketFeed market, TriggerFeed triggers, TimeProvider clock, ILogger<FeedState> logger)
{
    private const int SymbolsAtOnce = 64;
    private const int CandlesPerInterval = 2;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Publishes the state of symbols into this silo's feed of them.</summary>
    public Task PublishSymbolsAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            symbols,
            new ParallelOptions { MaxDegreeOfParallelism = SymbolsAtOnce, CancellationToken = cancellationToken },
            async (symbol, ended) => await AskAsync(() => PublishSymbolAsync(symbol), symbol, ended));

    /// <summary>Publishes how far inboxes have grown into this silo's feed of them.</summary>
    public async Task PublishInboxesAsync(IEnumerable<string> users, CancellationToken cancellationToken)
    {
        foreach (var user in users)
        {
            await AskAsync(
                async () => triggers.Published(user, await grains.GetGrain<IInboxGrain>(user).GetLastNumber()), user,
                cancellationToken);
        }
    }

    private async Task PublishSymbolAsync(string symbol)
    {
        var grain = grains.GetGrain<ISymbolGrain>(symbol);
        var candles = new List<Candle>(IntervalText.Names.Count * CandlesPerInterval);
        foreach (var seconds in CandleIntervals.Seconds)
        {
            candles.AddRange((await grain.GetRecentCandles(seconds)).TakeLast(CandlesPerInterval));
        }

        market.OpenCell(symbol).Seed(await grain.GetSummary(), candles);
    }

    private async Task AskAsync(Func<Task> ask, string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ask();
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNoState(logger, failure, key);
                await Task.Delay(AskAgainAfter, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "How {Key} stands could not be asked; it is asked again.")]
    private static partial void LogNoState(ILogger logger, Exception failure, string key);
}
