using Tripline.Storage.Embedded.Log;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Candles;

/// <summary>
/// The candles of one symbol and interval. The newest few stand in one small value together with the list of pages, so
/// that a candle that closes costs a small write; once there are <see cref="MaxNew"/> of them they move to their pages
/// of <see cref="PageCandles"/>, of which only those that exist are ever looked at, however long the gaps.
/// </summary>
internal sealed class CandleSeries
{
    /// <summary>Candles a page.</summary>
    public const int PageCandles = 240;

    private const int MaxNew = 32;
    private const long MaxTimeMs = 253_402_300_800_000;
    private readonly LogStore _store;
    private readonly string _symbol;
    private readonly int _interval;
    private readonly SortedSet<long> _pages = [];
    private readonly SortedDictionary<long, Candle> _new = [];

    /// <summary>Reads the newest candles and the list of pages.</summary>
    public CandleSeries(LogStore store, string symbol, int intervalSeconds)
    {
        _store = store;
        _symbol = symbol;
        _interval = intervalSeconds;
        if (!store.TryRead(StoreKey.NewCandles(symbol, intervalSeconds), out var value))
        {
            return;
        }

        var reader = new ValueReader(value.Span);
        reader.Version(CandleCodec.Version);
        var page = 0L;
        for (var count = reader.Number(); count > 0; count--)
        {
            page += reader.Number();
            _pages.Add(page);
        }

        CandleCodec.Read(ref reader, intervalSeconds, _new);
    }

    private long PageMs => _interval * 1000L * PageCandles;

    /// <summary>Adds or replaces candles, drops pages that are wholly older than the newest candle by more than
    /// <paramref name="keepMs"/>, and puts what changed into a batch.</summary>
    public void Write(LogBatch batch, IEnumerable<Candle> rows, long keepMs)
    {
        foreach (var candle in rows)
        {
            _new[candle.OpenTimeMs] = candle;
        }

        if (_new.Count > MaxNew)
        {
            MoveToPages(batch, keepMs);
        }

        var writer = new ValueWriter().Byte(CandleCodec.Version).Number(_pages.Count);
        var before = 0L;
        foreach (var page in _pages)
        {
            writer.Number(page - before);
            before = page;
        }

        CandleCodec.Write(writer, _new.Values);
        batch.Put(StoreKey.NewCandles(_symbol, _interval), writer.Span);
    }

    /// <summary>The newest candles that open in [from, to), at most <paramref name="limit"/>, oldest first.</summary>
    public List<Candle> Read(long fromMs, long toMs, int limit)
    {
        var found = new List<Candle>();
        fromMs = Math.Clamp(fromMs, -MaxTimeMs, MaxTimeMs);
        toMs = Math.Clamp(toMs, -MaxTimeMs, MaxTimeMs);
        if (limit <= 0 || toMs <= fromMs)
        {
            return found;
        }

        // Candles not yet moved may lie anywhere, late ones even before pages; they replace those of the pages.
        var newer = new Stack<Candle>(_new.Values.Where(candle => candle.OpenTimeMs >= fromMs && candle.OpenTimeMs < toMs));
        foreach (var page in _pages.GetViewBetween(FloorPage(fromMs), FloorPage(toMs - 1)).Reverse())
        {
            foreach (var candle in ReadPage(page).Values.Reverse())
            {
                while (newer.TryPeek(out var top) && top.OpenTimeMs > candle.OpenTimeMs)
                {
                    found.Add(newer.Pop());
                }

                if (newer.TryPeek(out var same) && same.OpenTimeMs == candle.OpenTimeMs)
                {
                    continue;
                }

                if (candle.OpenTimeMs >= fromMs && candle.OpenTimeMs < toMs)
                {
                    found.Add(candle);
                }

                if (found.Count >= limit)
                {
                    break;
                }
            }

            if (found.Count >= limit)
            {
                break;
            }
        }

        found.AddRange(newer);
        if (found.Count > limit)
        {
            found.RemoveRange(limit, found.Count - limit);
        }

        found.Reverse();
        return found;
    }

    private void MoveToPages(LogBatch batch, long keepMs)
    {
        var oldest = keepMs <= 0 ? long.MinValue : FloorPage(_new.Keys.Last() - keepMs);
        if (_pages.Count > 0 && keepMs > 0)
        {
            oldest = Math.Max(oldest, FloorPage((_pages.Max * PageMs) - keepMs));
        }

        foreach (var rows in _new.Values.GroupBy(candle => FloorPage(candle.OpenTimeMs)).Where(rows => rows.Key >= oldest))
        {
            var merged = _pages.Contains(rows.Key) ? ReadPage(rows.Key) : [];
            foreach (var candle in rows)
            {
                merged[candle.OpenTimeMs] = candle;
            }

            var writer = new ValueWriter().Byte(CandleCodec.Version);
            CandleCodec.Write(writer, merged.Values);
            batch.Put(StoreKey.CandlePage(_symbol, _interval, rows.Key), writer.Span);
            _pages.Add(rows.Key);
        }

        foreach (var page in _pages.Where(page => page < oldest).ToList())
        {
            batch.Delete(StoreKey.CandlePage(_symbol, _interval, page));
            _pages.Remove(page);
        }

        _new.Clear();
    }

    private SortedDictionary<long, Candle> ReadPage(long page)
    {
        var rows = new SortedDictionary<long, Candle>();
        if (_store.TryRead(StoreKey.CandlePage(_symbol, _interval, page), out var value))
        {
            var reader = new ValueReader(value.Span);
            reader.Version(CandleCodec.Version);
            CandleCodec.Read(ref reader, _interval, rows);
        }

        return rows;
    }

    private long FloorPage(long timeMs) => (timeMs - Mod(timeMs, PageMs)) / PageMs;

    private static long Mod(long value, long by) => ((value % by) + by) % by;
}
