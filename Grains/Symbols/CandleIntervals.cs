namespace Tripline.Grains.Symbols;

/// <summary>The intervals of candles, all aligned to UTC.</summary>
public static class CandleIntervals
{
    /// <summary>One minute, the shortest.</summary>
    public const int Minute = 60;

    /// <summary>One day, the longest.</summary>
    public const int Day = 86_400;

    /// <summary>All of them in seconds, rising; each divides the next.</summary>
    public static IReadOnlyList<int> Seconds { get; } = [Minute, 300, 900, 3_600, 14_400, Day];

    /// <summary>Start of the interval that holds a time.</summary>
    public static long OpenTimeMs(long timeMs, int intervalSeconds)
    {
        var lengthMs = intervalSeconds * 1000L;
        var rest = timeMs % lengthMs;
        return timeMs - (rest < 0 ? rest + lengthMs : rest);
    }
}
