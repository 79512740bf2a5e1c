using Tripline.Api.Candles;

namespace Tripline.Api.Feeds;

/// <summary>One symbol's newest summary, and of each interval the two newest candles: the one that just closed must not
/// vanish under the next one.</summary>
internal sealed class SymbolFeed : ISymbolFeed
{
    private readonly Lock _lock = new();
    private readonly CandleCell[] _candles = new CandleCell[IntervalText.Names.Count * 2];
    private SymbolSummary? _summary;
    private long _version;
    private int _watchers;

    /// <inheritdoc/>
    public bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Grows with each thing that is published.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The newest summary published; null before the first one.</summary>
    public SymbolSummary? Summary => Volatile.Read(ref _summary);

    /// <summary>One watcher more.</summary>
    public void Watch() => Interlocked.Increment(ref _watchers);

    /// <summary>One watcher less.</summary>
    public void Unwatch() => Interlocked.Decrement(ref _watchers);

    /// <inheritdoc/>
    public void PublishSummary(SymbolSummary summary)
    {
        Volatile.Write(ref _summary, summary);
        Interlocked.Increment(ref _version);
    }

    /// <inheritdoc/>
    public void PublishCandle(Candle candle)
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

    private readonly record struct CandleCell(long Version, Candle Candle);
}
