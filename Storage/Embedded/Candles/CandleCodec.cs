using Tripline.Storage.Candles;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Candles;

/// <summary>The bytes of candles: times as multiples of the interval, each as its distance from the one before.</summary>
internal static class CandleCodec
{
    /// <summary>The form of all values here.</summary>
    public const byte Version = 1;

    /// <summary>Writes rows that rise by time.</summary>
    public static void Write(ValueWriter writer, IReadOnlyCollection<CandleRow> rows)
    {
        writer.Number(rows.Count);
        var before = 0L;
        foreach (var row in rows)
        {
            var slot = row.OpenTimeMs / (row.IntervalSeconds * 1000L);
            writer.Number(slot - before).Double(row.Open).Double(row.High).Double(row.Low).Double(row.Close)
                .Double(row.Volume).Double(row.Vwap).Number(row.TradeCount);
            before = slot;
        }
    }

    /// <summary>Reads rows into a map by open time.</summary>
    public static void Read(
        ref ValueReader reader, string symbol, int intervalSeconds, SortedDictionary<long, CandleRow> rows)
    {
        var slot = 0L;
        for (var count = reader.Number(); count > 0; count--)
        {
            slot += reader.Number();
            var time = slot * intervalSeconds * 1000L;
            rows[time] = new CandleRow(
                symbol,
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
