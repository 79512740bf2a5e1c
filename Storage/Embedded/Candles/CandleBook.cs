using Tripline.Storage.Candles;
using Tripline.Storage.Embedded.Log;

namespace Tripline.Storage.Embedded.Candles;

/// <summary>All candles of the store.</summary>
internal sealed class CandleBook(LogStore store, IReadOnlyDictionary<int, TimeSpan> keep) : ICandleHistory
{
    /// <summary>Adds candles to a batch; they count once the batch is written. Of one symbol, one batch at a time.
    /// </summary>
    public void AddTo(LogBatch batch, IReadOnlyList<SymbolCandles> candles)
    {
        var all = candles.SelectMany(of => of.Candles, (of, candle) => (of.Symbol, Candle: candle));
        foreach (var series in all.GroupBy(one => (one.Symbol, one.Candle.IntervalSeconds), one => one.Candle))
        {
            var (symbol, interval) = series.Key;
            var keepMs = (long)keep.GetValueOrDefault(interval).TotalMilliseconds;
            new CandleSeries(store, symbol, interval).Write(batch, series, keepMs);
        }
    }

    public ValueTask<IReadOnlyList<Candle>> ReadAsync(
        string symbol, int intervalSeconds, long fromMs, long toMs, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Candle>>(
            new CandleSeries(store, symbol, intervalSeconds).Read(fromMs, toMs, limit));
}
