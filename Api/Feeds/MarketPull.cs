using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tripline.Api.Silo;
using Tripline.Grains.Partitions;

namespace Tripline.Api.Feeds;

/// <summary>Brings what this silo's clients watch from the silos that hold it: asks each of them, ten times a second and
/// for all its symbols together, which have changed. Where a symbol comes to another silo, its grain is asked itself, once:
/// the last that it showed at the old one may not have been seen.</summary>
internal sealed partial class MarketPull(
    MarketFeed market,
    SymbolPlaces places,
    LocalSymbols locals,
    ILocalSiloDetails self,
    SiloServices services,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<MarketPull> logger) : BackgroundService
{
    private const int SymbolsPerQuestion = 500;
    private const int CallsAtOnce = 64;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, PulledSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<SiloAddress, Task> _asked = [];
    private readonly SemaphoreSlim _calls = new(CallsAtOnce);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _calls.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                NoteWatched();
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private void NoteWatched()
    {
        var watched = market.Watched.ToHashSet(StringComparer.Ordinal);
        foreach (var symbol in _symbols.Keys.Where(symbol => !watched.Contains(symbol)).ToList())
        {
            _symbols.Remove(symbol);
        }

        foreach (var symbol in watched.Where(symbol => !_symbols.ContainsKey(symbol)))
        {
            _symbols.Add(symbol, new PulledSymbol(symbol, market.Of(symbol)));
        }
    }

    // A silo that has not answered yet is not asked again, and keeps no other from being asked.
    private void Look()
    {
        var held = new Dictionary<SiloAddress, List<PulledSymbol>>();
        foreach (var symbol in _symbols.Values)
        {
            if (places.Of(symbol.Symbol) is not { } holder)
            {
                return;
            }

            if (!holder.Equals(symbol.Holder))
            {
                symbol.Asking = symbol.Asking.IsCompleted ? CallAsync(symbol, holder) : symbol.Asking;
            }
            else if (held.TryGetValue(holder, out var others))
            {
                others.Add(symbol);
            }
            else
            {
                held.Add(holder, [symbol]);
            }
        }

        foreach (var gone in _asked.Where(pair => !held.ContainsKey(pair.Key) && pair.Value.IsCompleted).ToList())
        {
            _asked.Remove(gone.Key);
        }

        foreach (var (holder, symbols) in held)
        {
            if (!_asked.TryGetValue(holder, out var before) || before.IsCompleted)
            {
                _asked[holder] = AskAsync(holder, symbols);
            }
        }
    }

    private async Task CallAsync(PulledSymbol symbol, SiloAddress holder)
    {
        try
        {
            await _calls.WaitAsync();
            try
            {
                symbol.Take(await grains.GetGrain<ISymbolGrain>(symbol.Symbol).GetLive(), holder);
            }
            finally
            {
                _calls.Release();
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotTold(failure, symbol.Symbol);
        }
    }

    private async Task AskAsync(SiloAddress holder, List<PulledSymbol> symbols)
    {
        try
        {
            foreach (var some in symbols.Chunk(SymbolsPerQuestion))
            {
                var seen = Array.ConvertAll(some, static symbol => symbol.Seen);
                var changed = holder.Equals(self.SiloAddress)
                    ? await locals.ReadChangedAsync(seen)
                    : await services.Of(holder).ReadChanged(seen);
                var bySymbol = some.ToDictionary(static symbol => symbol.Symbol, StringComparer.Ordinal);
                foreach (var live in changed)
                {
                    bySymbol[live.Summary.Symbol].Take(live);
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotAnswered(failure, holder);
        }
    }

    [LoggerMessage(LogLevel.Debug, "What {Symbol} shows could not be asked; it is asked again.")]
    private partial void LogNotTold(Exception exception, string symbol);

    [LoggerMessage(LogLevel.Debug, "Silo {Silo} did not say what its symbols show; it is asked again.")]
    private partial void LogNotAnswered(Exception exception, SiloAddress silo);
}
