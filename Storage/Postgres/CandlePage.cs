using System.Buffers.Binary;
using Tripline.Storage.Candles;

namespace Tripline.Storage.Postgres;

/// <summary>Candles of one symbol, interval and page of time in one row; the form is told in migration 6. Where two hold
/// the same candle, in one row or in two of them, the later counts.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="IntervalSeconds">The interval.</param>
/// <param name="TimeMs">Start of the page, epoch milliseconds.</param>
/// <param name="Bytes">The candles.</param>
internal sealed record CandlePage(string Symbol, int IntervalSeconds, long TimeMs, byte[] Bytes)
{
    private const int CandleBytes = 64;
    private const int MaxCandles = 100;
    private const long HourMs = 3_600_000;

    /// <summary>The rows that hold these candles.</summary>
    public static IReadOnlyList<CandlePage> Of(IReadOnlyList<SymbolCandles> candles)
    {
        var pages = new List<CandlePage>();
        foreach (var (symbol, closed) in candles)
        {
            foreach (var page in closed.GroupBy(c => (c.IntervalSeconds, TimeMs: StartMs(c.IntervalSeconds, c.OpenTimeMs))))
            {
                pages.AddRange(page.Chunk(MaxCandles).Select(part =>
                    new CandlePage(PostgresText.Key(symbol), page.Key.IntervalSeconds, page.Key.TimeMs, Write(part))));
            }
        }

        return pages;
    }

    /// <summary>Start of the page that a moment lies in.</summary>
    public static long StartMs(int intervalSeconds, long timeMs)
    {
        var clamped = EpochTime.Clamp(timeMs);
        var span = intervalSeconds switch
        {
            <= 60 => HourMs,
            <= 300 => 6 * HourMs,
            _ => 24 * HourMs,
        };
        return clamped - (((clamped % span) + span) % span);
    }

    /// <summary>Adds a row's candles by their open time; those that are there already stay.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, int intervalSeconds, SortedDictionary<long, Candle> candles)
    {
        for (var at = bytes.Length - CandleBytes; at >= 0; at -= CandleBytes)
        {
            var numbers = bytes.Slice(at, CandleBytes);
            var openTimeMs = BinaryPrimitives.ReadInt64BigEndian(numbers);
            candles.TryAdd(openTimeMs, new Candle(
                intervalSeconds,
                openTimeMs,
                BinaryPrimitives.ReadDoubleBigEndian(numbers[8..]),
                BinaryPrimitives.ReadDoubleBigEndian(numbers[16..]),
                BinaryPrimitives.ReadDoubleBigEndian(numbers[24..]),
                BinaryPrimitives.ReadDoubleBigEndian(numbers[32..]),
                BinaryPrimitives.ReadDoubleBigEndian(numbers[40..]),
                BinaryPrimitives.ReadDoubleBigEndian(numbers[48..]),
                BinaryPrimitives.ReadInt64BigEndian(numbers[56..])));
        }
    }

    private static byte[] Write(Candle[] candles)
    {
        var bytes = new byte[candles.Length * CandleBytes];
        for (var i = 0; i < candles.Length; i++)
        {
            ref readonly var candle = ref candles[i];
            var numbers = bytes.AsSpan(i * CandleBytes);
            BinaryPrimitives.WriteInt64BigEndian(numbers, EpochTime.Clamp(candle.OpenTimeMs));
            BinaryPrimitives.WriteDoubleBigEndian(numbers[8..], candle.Open);
            BinaryPrimitives.WriteDoubleBigEndian(numbers[16..], candle.High);
            BinaryPrimitives.WriteDoubleBigEndian(numbers[24..], candle.Low);
            BinaryPrimitives.WriteDoubleBigEndian(numbers[32..], candle.Close);
            BinaryPrimitives.WriteDoubleBigEndian(numbers[40..], candle.Volume);
            BinaryPrimitives.WriteDoubleBigEndian(numbers[48..], candle.Vwap);
            BinaryPrimitives.WriteInt64BigEndian(numbers[56..], candle.TradeCount);
        }

        return bytes;
    }
}
