namespace Tripline.Grains.Symbols;

/// <summary>The loop that most ticks go through: they stay in their cell and only count in the running minute.</summary>
internal static class QuietRun
{
    /// <summary>Adds ticks from the front to the minute, up to the first that is not quiet; returns how many.</summary>
    public static int Take(
        MinuteCandle minute,
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ref QuietZone zone)
    {
        var taken = 0;
        for (; taken < prices.Length; taken++)
        {
            var (price, timeMs) = (prices[taken], timesMs[taken]);
            var isQuiet = price >= zone.Low && price < zone.High
                && timeMs >= zone.FromMs && timeMs < zone.BeforeMs && timeMs >= zone.NewestMs - zone.LatenessMs;
            if (!isQuiet)
            {
                break;
            }

            zone.NewestMs = Math.Max(zone.NewestMs, timeMs);
            minute.Add(price, sizes[taken]);
        }

        return taken;
    }
}
