using System.Globalization;

namespace Tripline.Sources.Text;

/// <summary>JSON numbers whose decimal text matters: with at most <see cref="MaxDigits"/> significant digits two
/// doubles compare as their texts do.</summary>
public static class NumberText
{
    /// <summary>Most significant digits: what a double holds of any decimal text.</summary>
    public const int MaxDigits = 15;

    private const int MaxExactPower = 22;
    private const int MaxExponent = 100_000;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads the text of a valid JSON number to the nearest double.</summary>
    /// <param name="text">The number.</param>
    /// <param name="digits">Its significant digits, from the first that is not zero to the last.</param>
    public static double Parse(ReadOnlySpan<byte> text, out int digits)
    {
        digits = 0;
        var mantissa = 0L;
        var zeros = 0;
        var exponent = 0;
        var isFraction = false;
        for (var at = 0; at < text.Length; at++)
        {
            var digit = text[at] - '0';
            if ((uint)digit <= 9)
            {
                exponent -= isFraction ? 1 : 0;
                if (digit == 0)
                {
                    zeros += digits > 0 ? 1 : 0;
                    continue;
                }

                digits += digits > 0 ? zeros + 1 : 1;
                if (digits <= MaxDigits)
                {
                    mantissa = (mantissa * (long)Powers[zeros + 1]) + digit;
                }

                zeros = 0;
            }
            else if (text[at] == '.')
            {
                isFraction = true;
            }
            else if ((text[at] | 0x20) == 'e')
            {
                exponent += ParseExponent(text[(at + 1)..]);
                break;
            }
        }

        exponent += zeros;
        return digits <= MaxDigits && Math.Abs(exponent) <= MaxExactPower
            ? Scale(mantissa, exponent, text[0] == '-')
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the text of a valid JSON number, rounded half to even to <see cref="MaxDigits"/> significant digits,
    /// to the nearest double.</summary>
    public static double ParseRounded(ReadOnlySpan<byte> text)
    {
        var value = Parse(text, out var digits);
        return digits <= MaxDigits ? value : Round(text);
    }

    /// <summary>Whether the text is a number as JSON writes it.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var rest = text is [(byte)'-', ..] ? text[1..] : text;
        var whole = CountDigits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest is [(byte)'.', ..])
        {
            var fraction = CountDigits(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(1 + fraction)..];
        }

        if (rest is [(byte)'e' or (byte)'E', ..])
        {
            rest = rest[1..];
            rest = rest is [(byte)'+' or (byte)'-', ..] ? rest[1..] : rest;
            return rest.Length > 0 && CountDigits(rest) == rest.Length;
        }

        return rest.IsEmpty;
    }

    /// <summary>Reads a number exactly; false where the text is none, or a decimal does not hold it.</summary>
    public static bool TryParseExact(string number, out decimal value, out int digits)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        digits = 0;
        if (!decimal.TryParse(number, Styles, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        _ = Parse(System.Text.Encoding.UTF8.GetBytes(number), out digits);
        return value != 0m || digits == 0;
    }

    private static double Round(ReadOnlySpan<byte> text)
    {
        var (mantissa, exponent, kept, next) = (0L, 0, 0, -1);
        var (isFraction, isMore) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var digit = text[at] - '0';
            if ((uint)digit <= 9)
            {
                exponent -= isFraction ? 1 : 0;
                if (kept < MaxDigits)
                {
                    mantissa = (mantissa * 10) + digit;
                    kept += mantissa > 0 ? 1 : 0;
                    continue;
                }

                exponent++;
                isMore |= next >= 0 && digit > 0;
                next = next < 0 ? digit : next;
            }
            else if (text[at] == '.')
            {
                isFraction = true;
            }
            else if ((text[at] | 0x20) == 'e')
            {
                exponent += ParseExponent(text[(at + 1)..]);
                break;
            }
        }

        mantissa += next > 5 || (next == 5 && (isMore || mantissa % 2 == 1)) ? 1 : 0;
        return Math.Abs(exponent) <= MaxExactPower
            ? Scale(mantissa, exponent, text[0] == '-')
            : double.Parse(
                string.Create(CultureInfo.InvariantCulture, $"{(text[0] == '-' ? "-" : "")}{mantissa}e{exponent}"),
                NumberStyles.Float,
                CultureInfo.InvariantCulture);
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return at < 0 ? text.Length : at;
    }

    // Both operands are exact doubles, so the one rounding of the operation gives the nearest double.
    private static double Scale(long mantissa, int exponent, bool isNegative)
    {
        var value = exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
        return isNegative ? -value : value;
    }

    private static int ParseExponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        var exponent = 0;
        foreach (var letter in text)
        {
            if (letter is >= (byte)'0' and <= (byte)'9')
            {
                exponent = Math.Min((exponent * 10) + (letter - '0'), MaxExponent);
            }
        }

        return isNegative ? -exponent : exponent;
    }
}
