using System.Globalization;

namespace Tripline.Api.Text;

/// <summary>Durations as people write them: a whole number and a unit, <c>60s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>.
/// </summary>
public static class DurationText
{
    /// <summary>Longest duration that is taken: 366 days.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(366);

    /// <summary>What a reader is told who got it wrong.</summary>
    public const string Expected =
        "must be a duration of at most 366d: a whole number followed by s, m, h or d, like \"60s\", \"5m\" or \"1h\"";

    /// <summary>Reads a duration of 0 to <see cref="Max"/>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length is < 2 or > 10
            || !long.TryParse(
                text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var unitSeconds = text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3_600L, 'd' => 86_400L, _ => 0L };
        var seconds = count * unitSeconds;
        if (unitSeconds == 0 || seconds > (long)Max.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>Writes a duration of whole seconds in the largest unit that divides it (one minute as 60s); null for
    /// zero.</summary>
    public static string? Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        return seconds switch
        {
            0 => null,
            _ when seconds % 86_400 == 0 => $"{seconds / 86_400}d",
            _ when seconds % 3_600 == 0 => $"{seconds / 3_600}h",
            _ when seconds % 60 == 0 && seconds > 60 => $"{seconds / 60}m",
            _ => $"{seconds}s",
        };
    }
}
