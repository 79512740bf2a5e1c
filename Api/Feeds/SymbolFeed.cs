using Tripline.Api.Candles;

namespace Tripline.Api.Feeds;

/// <summary>One symbol's newest summary, and of each interval the two newest candles: the one that just closed must not
/// vanish under the next one.</summary>
/// <param name="noteWatched">Is told when the first client of this silo watches, and when the last one ceases to.</param>
internal sealed class SymbolFeed(Action<bool> noteWatched) : ISymbolFeed
{
    private readonly Lock _lock = new();
    private readonly CandleCell[] _candles = new CandleCell[IntervalText.Names.Count * 2];
    private SymbolSummary? _summary;
    private long _version;
    private int _watchers;
    private int _silos;

    /// <inheritdoc/>
    public bool IsWatched => Volatile.Read(ref _watchers) + Volatile.Read(ref _silos) > 0;

    /// <summary>Grows with each thing that is published.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The newest summary published; null before the first one.</summary>
    public SymbolSummary? Summary => Volatile.Read(ref _summary);

    /// <summary>One client more of this silo that watches.</summary>
    public void Watch()
    {
        lock (_lock)
        {
            if (++_watchers == 1)
            {
                noteWatched(true);
            }
        }
    }

    /// <summary>One client less of this silo that watches.</summary>
    public void Unwatch()
    {
        lock (_lock)
        {
            if (--_watchers == 0)
            {
                noteWatched(false);
            }
        }
    }

    /// <summary>One other silo more whose clients watch.</summary>
    public void WatchForSilo() => Interlocked.Increment(ref _silos);

    /// <summary>One other silo less whose clients watch.</summary>
    public void UnwatchForSilo() => Interlocked.Decrement(ref _silos);

    /// <summary>Publishes what a grain said when it was asked, unless something newer was published meanwhile.</summary>
    public void Seed(SymbolSummary summary, IEnumerable<Candle> candles)
    {
        var seen = Volatile.Read(ref _summary);
        if ((seen is null || summary.TickCount >= seen.TickCount)
            && ReferenceEquals(Interlocked.CompareExchange(ref _summary, summary, seen), seen))
        {
            Interlocked.Increment(ref _version);
        }

        foreach (var candle in candles)
        {
            PublishCandle(candle, isSeed: true);
        }
    }

    /// <inheritdoc/>
    public void PublishSummary(SymbolSummary summary)
    {
        Volatile.Write(ref _summary, summary);
        Interlocked.Increment(ref _version);
    }

    /// <inheritdoc/>
    public void PublishCandle(Candle candle) => PublishCandle(candle, isSeed: false);

    /// <summary>Adds the candles published after a version, older ones of an interval first.</summary>
    public void ReadCandles(long afterVersion, List<Candle> candles)
    {
        lock (_lock)
        {
            for (var at = 0; at < _candles.Length; at += 2)
            {
                for (var cell = at + 1; cell >= at; cell--)
                {
                    if (_candles[cell].Version > afterVersion)
                    {
                        candles.Add(_candles[cell].Candle);
                    }
                }
            }
        }
    }

    private void PublishCandle(Candle candle, bool isSeed)
    {
        var at = IntervalText.IndexOf(candle.IntervalSeconds) * 2;
        if (at < 0)
        {
            return;
        }

        lock (_lock)
        {
            ref var newest = ref _candles[at];
            ref var before = ref _candles[at + 1];
            var version = _version + 1;
            if (isSeed && newest.Version != 0 && candle.OpenTimeMs == newest.Candle.OpenTimeMs
                && candle.TradeCount <= newest.Candle.TradeCount)
            {
                return;
            }

            if (newest.Version == 0 || candle.OpenTimeMs == newest.Candle.OpenTimeMs)
            {
                newest = new(version, candle);
            }
            else if (candle.OpenTimeMs > newest.Candle.OpenTimeMs)
            {
                before = newest;
                newest = new(version, candle);
            }
            else if (before.Version == 0 || candle.OpenTimeMs >= before.Candle.OpenTimeMs)
            {
                before = new(version, candle);
            }

            Interlocked.Increment(ref _version);
        }
    }

    private readonly record struct CandleCell(long Version, Candle Candle);
}
