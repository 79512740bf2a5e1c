using Tripline.Grains.Symbols;

namespace Tripline.Api.Candles;

/// <summary>How the lengths of candles are written.</summary>
public static class IntervalText
{
    private static readonly int[] Seconds = [.. CandleIntervals.Seconds];

    /// <summary>The names, in the order of <see cref="CandleIntervals.Seconds"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Seconds.Select(Format)];

    /// <summary>Where a length stands among them; -1 when it is none of them.</summary>
    public static int IndexOf(int seconds) => Array.IndexOf(Seconds, seconds);

    private static string Format(int seconds) => seconds switch
    {
        >= 86_400 => $"{seconds / 86_400}d",
        >= 3_600 => $"{seconds / 3_600}h",
        _ => $"{seconds / 60}m",
    };
}
