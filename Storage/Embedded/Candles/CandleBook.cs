using Tripline.Storage.Candles;
using Tripline.Storage.Embedded.Store;

namespace Tripline.Storage.Embedded.Candles;

/// <summary>All candles of the store.</summary>
internal sealed class CandleBook(RocksStore store, IReadOnlyDictionary<int, TimeSpan> keep) : ICandleHistory
{
    /// <summary>Adds candles to a batch; they count once the batch is written. Of one symbol, one batch at a time.
    /// </summary>
    public void AddTo(StoreBatch batch, IReadOnlyList<CandleRow> candles)
    {
        foreach (var series in candles.GroupBy(row => (row.Symbol, row.IntervalSeconds)))
        {
            var (symbol, interval) = series.Key;
            var keepMs = (long)keep.GetValueOrDefault(interval).TotalMilliseconds;
            new CandleSeries(store, symbol, interval).Write(batch, series, keepMs);
        }
    }

    public ValueTask<IReadOnlyList<CandleRow>> ReadAsync(
        string symbol, int intervalSeconds, long fromMs, long toMs, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<CandleRow>>(
            new CandleSeries(store, symbol, intervalSeconds).Read(fromMs, toMs, limit));
}
