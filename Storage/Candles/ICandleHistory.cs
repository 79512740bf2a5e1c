namespace Tripline.Storage.Candles;

/// <summary>Reads closed candles; they are written with the checkpoints. Writing a candle again replaces it.</summary>
public interface ICandleHistory
{
    /// <summary>The newest <paramref name="limit"/> candles that open in [from, to), oldest first.</summary>
    ValueTask<IReadOnlyList<Candle>> ReadAsync(
        string symbol, int intervalSeconds, long fromMs, long toMs, int limit, CancellationToken cancellationToken);
}
