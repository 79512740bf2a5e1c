using System.Buffers;
using System.Globalization;

namespace Tripline.Sources.Text;

/// <summary>Reads times as producers write them.</summary>
public static class EpochTime
{
    /// <summary>What a reader is told who got it wrong.</summary>
    public const string Expected =
        "must be an RFC 3339 date-time, or seconds, milliseconds, microseconds or nanoseconds since 1970";

    private const long FirstMilliseconds = 100_000_000_000;
    private const long FirstMicroseconds = FirstMilliseconds * 1_000;
    private const long FirstNanoseconds = FirstMicroseconds * 1_000;
    private static readonly SearchValues<byte> NumberLetters = SearchValues.Create("0123456789."u8);

    /// <summary>Whether a tick may have that time: from 1970 to 9999.</summary>
    public static bool IsTaken(long epochMs) => epochMs is >= 0 and <= Rfc3339.MaxEpochMs;

    /// <summary>Reads an RFC 3339 date-time, or a number as <see cref="TryRead"/> does.</summary>
    public static bool TryReadText(ReadOnlySpan<byte> text, out long epochMs) =>
        Rfc3339.TryParse(text, out epochMs)
        || (text.Length > 0 && !text.ContainsAnyExcept(NumberLetters) && TryRead(text, out epochMs));

    /// <summary>Reads a number of seconds, milliseconds, microseconds or nanoseconds since 1970; which, its size tells:
    /// below 100,000,000,000 it is seconds (until the year 5138), and each further thousandfold the next finer unit
    /// (from 1973 on). Digits below the millisecond are cut off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> number, out long epochMs)
    {
        epochMs = 0;
        if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            epochMs = whole switch
            {
                < FirstMilliseconds => whole * 1_000,
                < FirstMicroseconds => whole,
                < FirstNanoseconds => whole / 1_000,
                _ => whole / 1_000_000,
            };
            return true;
        }

        // Only seconds are written with a fraction.
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds >= FirstMilliseconds)
        {
            return false;
        }

        epochMs = (long)(seconds * 1_000);
        return true;
    }
}
