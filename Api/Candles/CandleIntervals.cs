namespace Tripline.Api.Candles;

/// <summary>The lengths of candles and how they are written.</summary>
public static class CandleIntervals
{
    /// <summary>As they are written, shortest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["1m", "5m", "15m", "1h", "4h", "1d"];

    /// <summary>Their lengths in seconds, in the same order.</summary>
    public static IReadOnlyList<int> Seconds { get; } = [60, 300, 900, 3_600, 14_400, 86_400];

    /// <summary>Where a length stands in the lists; -1 when it is none of them.</summary>
    public static int IndexOf(int seconds) => seconds switch
    {
        60 => 0,
        300 => 1,
        900 => 2,
        3_600 => 3,
        14_400 => 4,
        86_400 => 5,
        _ => -1,
    };
}
