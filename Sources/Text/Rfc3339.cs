namespace Tripline.Sources.Text;

/// <summary>Reads RFC 3339 date-times without allocating.</summary>
public static class Rfc3339
{
    /// <summary>Longest text that is looked at, bytes.</summary>
    public const int MaxLength = 40;

    /// <summary>The last millisecond of the year 9999.</summary>
    public const long MaxEpochMs = 253_402_300_799_999;

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ss[.fff…](Z|±HH:mm)</c>, with a space for the T where one stands there. Digits below the millisecond are cut off; a leap
    /// second counts as the first of the next minute.</summary>
    /// <param name="text">The text, ASCII.</param>
    /// <param name="epochMs">Milliseconds since the Unix epoch; negative before it.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long epochMs)
    {
        epochMs = 0;
        if (text.Length is < 20 or > MaxLength
            || text[4] != '-' || text[7] != '-' || ((text[10] | 0x20) != 't' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var year = (Two(text, 0) * 100) + Two(text, 2);
        var month = Two(text, 5);
        var day = Two(text, 8);
        var hour = Two(text, 11);
        var minute = Two(text, 14);
        var second = Two(text, 17);
        var at = 19;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60
            || !TryFraction(text, ref at, out var millisecond)
            || !TryOffset(text[at..], out var offsetMinutes))
        {
            return false;
        }

        var days = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days;
        var minutes = (((days * 24L) + hour) * 60) + minute - offsetMinutes;
        epochMs = (((minutes * 60) + second) * 1000) + millisecond;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, ref int at, out int millisecond)
    {
        millisecond = 0;
        if (text[at] != '.')
        {
            return true;
        }

        var start = ++at;
        var scale = 100;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            millisecond += (text[at++] - '0') * scale;
            scale /= 10;
        }

        return at > start;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        var hour = Two(text, 1);
        var minute = Two(text, 4);
        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59;
    }

    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var high = text[at] - '0';
        var low = text[at + 1] - '0';
        return (uint)high > 9 || (uint)low > 9 ? -10_000 : (high * 10) + low;
    }
}
