namespace Tripline.Grains.Symbols;

/// <summary>A ring of trades as bytes of a snapshot: each as its difference from the one before. Prices and sizes that are
/// whole multiples of a power of ten, as decimal texts are, become whole numbers; others go bit by bit.</summary>
internal static class TradeCodec
{
    private const byte Bitwise = byte.MaxValue;
    private const double MaxExact = 1L << 53;
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    /// <summary>Writes the newest trades, at most <paramref name="limit"/>.</summary>
    public static void Write(ref PackedWriter writer, TradeRing trades, int limit)
    {
        var count = Math.Min(trades.Count, limit);
        writer.WriteInteger(count);
        var priceScale = ScaleOf(trades, count, static trade => trade.Price);
        var sizeScale = ScaleOf(trades, count, static trade => trade.Size);
        writer.WriteByte(priceScale);
        writer.WriteByte(sizeScale);
        var (price, size, timeMs, position) = (0L, 0L, 0L, 0L);
        for (var age = count - 1; age >= 0; age--)
        {
            var trade = trades[age];
            WriteDifference(ref writer, ref price, ToInteger(trade.Price, priceScale));
            WriteDifference(ref writer, ref size, ToInteger(trade.Size, sizeScale));
            WriteDifference(ref writer, ref timeMs, trade.TimeMs);
            WriteDifference(ref writer, ref position, trade.IsLate ? ~trade.Position : trade.Position);
        }
    }

    /// <summary>Reads back into a ring without trades.</summary>
    public static void Read(ref PackedReader reader, TradeRing trades)
    {
        var count = reader.ReadCount(int.MaxValue);
        var (priceScale, sizeScale) = (ReadScale(ref reader), ReadScale(ref reader));
        var (price, size, timeMs, position) = (0L, 0L, 0L, 0L);
        for (var n = 0; n < count; n++)
        {
            price += reader.ReadInteger();
            size += reader.ReadInteger();
            timeMs += reader.ReadInteger();
            position += reader.ReadInteger();
            trades.Append([FromInteger(price, priceScale)], [FromInteger(size, sizeScale)], [timeMs], [position]);
        }
    }

    private static void WriteDifference(ref PackedWriter writer, ref long last, long value)
    {
        writer.WriteInteger(value - last);
        last = value;
    }

    private static byte ReadScale(ref PackedReader reader)
    {
        var scale = reader.ReadByte();
        return scale < Scales.Length || scale == Bitwise
            ? scale
            : throw new InvalidDataException($"Trades of the unknown scale {scale}.");
    }

    private static byte ScaleOf(TradeRing trades, int count, Func<Trade, double> valueOf)
    {
        byte scale = 0;
        for (var age = 0; age < count; age++)
        {
            var value = valueOf(trades[age]);
            while (!IsExact(value, scale))
            {
                if (++scale == Scales.Length)
                {
                    return Bitwise;
                }
            }
        }

        return scale;
    }

    private static bool IsExact(double value, byte scale) =>
        value * Scales[scale] < MaxExact && FromInteger(ToInteger(value, scale), scale).Equals(value);

    private static long ToInteger(double value, byte scale) =>
        scale == Bitwise ? BitConverter.DoubleToInt64Bits(value) : (long)Math.Round(value * Scales[scale]);

    private static double FromInteger(long value, byte scale) =>
        scale == Bitwise ? BitConverter.Int64BitsToDouble(value) : value / Scales[scale];
}
