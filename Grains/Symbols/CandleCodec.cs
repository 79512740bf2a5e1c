namespace Tripline.Grains.Symbols;

/// <summary>Candles that still take ticks as bytes of a snapshot, exact to the last bit of every sum.</summary>
internal static class CandleCodec
{
    public static void Write(ref PackedWriter writer, MinuteCandle minute)
    {
        writer.WriteInteger(minute.OpenTimeMs);
        writer.WriteInteger(minute.TradeCount);
        writer.WriteDouble(minute.Open);
        writer.WriteDouble(minute.High);
        writer.WriteDouble(minute.Low);
        writer.WriteDouble(minute.Close);
        Write(ref writer, minute.Sizes);
        Write(ref writer, minute.Notionals);
        Write(ref writer, minute.Prices);
        writer.WriteInteger(minute.OpenedMs - minute.OpenTimeMs);
        writer.WriteInteger(minute.ClosedMs - minute.OpenTimeMs);
    }

    /// <summary>Reads a minute. In the first form the times of open and close were not known: its open then stays, and what
    /// is not older than the newest tick closes it.</summary>
    public static MinuteCandle ReadMinute(ref PackedReader reader, byte format, long newestMs)
    {
        var minute = new MinuteCandle
        {
            OpenTimeMs = reader.ReadInteger(),
            TradeCount = reader.ReadInteger(),
            Open = reader.ReadDouble(),
            High = reader.ReadDouble(),
            Low = reader.ReadDouble(),
            Close = reader.ReadDouble(),
            Sizes = ReadLanes(ref reader),
            Notionals = ReadLanes(ref reader),
            Prices = ReadLanes(ref reader),
        };
        var last = Math.Min(newestMs - minute.OpenTimeMs, MinuteCandle.LengthMs - 1);
        (minute.OpenedMs, minute.ClosedMs) = format == 1
            ? (minute.OpenTimeMs, minute.OpenTimeMs + last)
            : (minute.OpenTimeMs + reader.ReadInteger(), minute.OpenTimeMs + reader.ReadInteger());
        return minute;
    }

    public static void Write(ref PackedWriter writer, in RollUp rollUp)
    {
        writer.WriteInteger(rollUp.Totals.TradeCount);
        if (rollUp.IsEmpty)
        {
            return;
        }

        writer.WriteInteger(rollUp.OpenTimeMs);
        writer.WriteDouble(rollUp.Totals.Open);
        writer.WriteDouble(rollUp.Totals.High);
        writer.WriteDouble(rollUp.Totals.Low);
        writer.WriteDouble(rollUp.Totals.Close);
        writer.WriteDouble(rollUp.Totals.Volume);
        writer.WriteDouble(rollUp.Totals.Notional);
        writer.WriteDouble(rollUp.Totals.PriceSum);
    }

    public static RollUp ReadRollUp(ref PackedReader reader, int intervalSeconds)
    {
        var tradeCount = reader.ReadInteger();
        return tradeCount == 0
            ? new(intervalSeconds, 0, default)
            : new(intervalSeconds, reader.ReadInteger(), new(
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                tradeCount));
    }

    private static void Write(ref PackedWriter writer, in Lanes lanes)
    {
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            writer.WriteDouble(lanes[lane]);
        }
    }

    private static Lanes ReadLanes(ref PackedReader reader)
    {
        var lanes = default(Lanes);
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            lanes[lane] = reader.ReadDouble();
        }

        return lanes;
    }
}
