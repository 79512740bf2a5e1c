using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Candles;

/// <summary>The bytes of candles: times as multiples of the interval, each as its distance from the one before.</summary>
internal static class CandleCodec
{
    /// <summary>The form of all values here.</summary>
    public const byte Version = 1;

    /// <summary>Writes rows that rise by time.</summary>
    public static void Write(ValueWriter writer, IReadOnlyCollection<Candle> rows)
    {
        writer.Number(rows.Count);
        var before = 0L;
        foreach (var candle in rows)
        {
            var slot = candle.OpenTimeMs / (candle.IntervalSeconds * 1000L);
            writer.Number(slot - before).Double(candle.Open).Double(candle.High).Double(candle.Low).Double(candle.Close)
                .Double(candle.Volume).Double(candle.Vwap).Number(candle.TradeCount);
            before = slot;
        }
    }

    /// <summary>Reads rows into a map by open time.</summary>
    public static void Read(ref ValueReader reader, int intervalSeconds, SortedDictionary<long, Candle> rows)
    {
        var slot = 0L;
        for (var count = reader.Number(); count > 0; count--)
        {
            slot += reader.Number();
            var time = slot * intervalSeconds * 1000L;
            rows[time] = new Candle(
                intervalSeconds,
                time,
                reader.Double(),
                reader.Double(),
                reader.Double(),
                reader.Double(),
                reader.Double(),
                reader.Double(),
                reader.Number());
        }
    }
}
