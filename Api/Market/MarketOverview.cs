using Tripline.Api.Symbols;

namespace Tripline.Api.Market;

/// <summary>Takes the market summary, at most once a second however many ask.</summary>
internal sealed class MarketOverview(SymbolLookup lookup, IGrainFactory grains, TimeProvider clock)
{
    private const int MaxSymbols = 50_000;
    private const int PageSize = 1_000;
    private const int Shown = 10;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<MarketSummary>? _latest;
    private long _takenAt;

    /// <summary>The summary, not older than a second.</summary>
    public Task<MarketSummary> GetAsync()
    {
        lock (_lock)
        {
            var isFresh = _latest is { IsFaulted: false, IsCanceled: false }
                && (!_latest.IsCompleted || clock.GetElapsedTime(_takenAt) < KeptFor);
            if (!isFresh)
            {
                _takenAt = clock.GetTimestamp();
                _latest = TakeAsync();
            }

            return _latest!;
        }
    }

    private async Task<MarketSummary> TakeAsync()
    {
        var quotes = new List<Quote>();
        string? last = null;
        while (quotes.Count < MaxSymbols)
        {
            var symbols = await lookup.ListAsync(last, PageSize);
            if (symbols.Count == 0)
            {
                break;
            }

            last = symbols[^1];
            quotes.AddRange((await lookup.SummarizeAsync(symbols)).Where(SymbolLookup.IsKnown).Select(Quote.From));
        }

        var triggerCount = await grains.GetGrain<IInboxGrain>(IInboxGrain.LocalUser).GetLastNumber();
        var byChange = quotes.Where(quote => quote.ChangePercent is not null)
            .OrderByDescending(quote => quote.ChangePercent).ThenBy(quote => quote.Symbol, StringComparer.Ordinal)
            .ToList();
        return new MarketSummary(
            clock.GetUtcNow(),
            quotes.Count,
            quotes.Sum(quote => quote.TickCount),
            quotes.Sum(quote => (long)quote.AlertCount),
            quotes.Sum(quote => (long)quote.ArmedCount),
            triggerCount,
            byChange.Count(quote => quote.Change > 0),
            byChange.Count(quote => quote.Change < 0),
            byChange.Where(quote => quote.Change > 0).Take(Shown).ToList(),
            byChange.AsEnumerable().Reverse().Where(quote => quote.Change < 0).Take(Shown).ToList(),
            quotes.Where(quote => quote.LastPrice is not null)
                .OrderByDescending(quote => quote.DayTradeCount).ThenBy(quote => quote.Symbol, StringComparer.Ordinal)
                .Take(Shown).ToList());
    }
}
