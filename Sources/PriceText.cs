using System.Globalization;

namespace Tripline.Sources;

/// <summary>Reads decimal numbers in the form that keeps them exact: at most 15 significant digits, so that the
/// nearest double prints as the same decimal text.</summary>
public static class PriceText
{
    /// <summary>Most significant digits of a price.</summary>
    public const int MaxSignificantDigits = 15;

    // Both the digits and the power of ten are exact doubles up to here, so that one division rounds correctly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a positive number: digits with at most one point; no sign, exponent or space. Leading zeros and
    /// trailing zeros of a fraction are not significant.</summary>
    /// <returns>False when the text is not such a number, is zero, or has too many significant digits.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value) =>
        TryParseNonNegative(utf8, out value) && value > 0;

    /// <summary>As <see cref="TryParse"/>, and takes zero.</summary>
    public static bool TryParseNonNegative(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        var point = utf8.IndexOf((byte)'.');
        var whole = (point < 0 ? utf8 : utf8[..point]).TrimStart((byte)'0');
        var fraction = point < 0 ? default : utf8[(point + 1)..].TrimEnd((byte)'0');
        var significantDigits = whole.Length > 0
            ? whole.Length + fraction.Length
            : fraction.TrimStart((byte)'0').Length;
        if (significantDigits > MaxSignificantDigits || utf8.Length == (point < 0 ? 0 : 1))
        {
            return false;
        }

        long digits = 0;
        if (!TryAppend(whole, ref digits) || !TryAppend(fraction, ref digits))
        {
            return false;
        }

        value = fraction.Length < PowersOfTen.Length
            ? digits / PowersOfTen[fraction.Length]
            : double.Parse(utf8, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool TryAppend(ReadOnlySpan<byte> text, ref long digits)
    {
        foreach (var c in text)
        {
            var digit = (uint)c - '0';
            if (digit > 9)
            {
                return false;
            }

            digits = (digits * 10) + digit;
        }

        return true;
    }
}
