using Tripline.Api.Candles;

namespace Tripline.Api.Feeds;

/// <summary>One symbol's newest summary, and of each interval the two newest candles: the one that just closed must not
/// vanish under the next one.</summary>
/// <param name="noteWatched">Is told when the first client watches, and when the last one ceases to.</param>
internal sealed class SymbolFeed(Action<bool> noteWatched)
{
    private readonly Lock _lock = new();
    private readonly CandleCell[] _candles = new CandleCell[IntervalText.Names.Count * 2];
    private SymbolSummary? _summary;
    private long _version;
    private int _watchers;

    /// <summary>Whether a client watches.</summary>
    public bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Grows with each thing that changes.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The newest summary; null before the first one.</summary>
    public SymbolSummary? Summary => Volatile.Read(ref _summary);

    /// <summary>One client more watches.</summary>
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

    /// <summary>One client less watches.</summary>
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

    /// <summary>Takes what the symbol shows now; one that has folded less than what is known is passed over.</summary>
    public void Take(SymbolLive live)
    {
        lock (_lock)
        {
            if (_summary is { } known && live.Summary.TickCount < known.TickCount)
            {
                return;
            }

            if (live.Summary != _summary)
            {
                Volatile.Write(ref _summary, live.Summary);
                Volatile.Write(ref _version, _version + 1);
            }

            foreach (var candle in live.Candles)
            {
                Take(candle);
            }
        }
    }

    /// <summary>Adds the candles that changed after a version, older ones of an interval first.</summary>
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

    private void Take(Candle candle)
    {
        var at = IntervalText.IndexOf(candle.IntervalSeconds) * 2;
        if (at < 0)
        {
            return;
        }

        ref var newest = ref _candles[at];
        ref var before = ref _candles[at + 1];
        if (newest.Version != 0 && candle.OpenTimeMs > newest.Candle.OpenTimeMs)
        {
            (before, newest) = (newest, default);
        }

        ref var cell = ref before;
        if (newest.Version == 0 || candle.OpenTimeMs == newest.Candle.OpenTimeMs)
        {
            cell = ref newest;
        }

        if (cell.Version == 0 || (candle.OpenTimeMs >= cell.Candle.OpenTimeMs && candle != cell.Candle))
        {
            cell = new CandleCell(_version + 1, candle);
            Volatile.Write(ref _version, _version + 1);
        }
    }

    private readonly record struct CandleCell(long Version, Candle Candle);
}
