using System.Globalization;

namespace Tripline.Grains.When;

/// <summary>Decimal numbers as text, as counted digits and as the double nearest to them.</summary>
public static class DecimalText
{
    /// <summary>Most significant digits with which decimal texts and doubles compare alike.</summary>
    public const int MaxSignificantDigits = 15;

    private const int MaxExactPower = 22;
    private const ulong MaxExact = 1_000_000_000_000_000;

    private static readonly double[] PowersOfTen =
        [.. Enumerable.Range(0, MaxExactPower + 1).Select(n => double.Parse($"1e{n}", CultureInfo.InvariantCulture))];

    /// <summary>The number without zeros at the end of its fraction.</summary>
    public static string Format(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Counts digits from the first that is not zero; zeros at the end of the fraction do not count. Beyond
    /// <see cref="MaxSignificantDigits"/> the count may be short, but not below one more.</summary>
    public static int CountSignificantDigits(decimal value)
    {
        var (whole, scale) = Split(value);
        // A number beyond 64 bits has more digits than matter; those that are cut off may be zeros of its fraction.
        for (; whole > ulong.MaxValue; scale--)
        {
            (whole, var last) = UInt128.DivRem(whole, 10);
            if (last != 0 || scale <= 0)
            {
                return MaxSignificantDigits + 1;
            }
        }

        var mantissa = (ulong)whole;
        while (scale > 0 && mantissa % 10 == 0 && mantissa > 0)
        {
            mantissa /= 10;
            scale--;
        }

        var digits = 0;
        for (; mantissa != 0; mantissa /= 10)
        {
            digits++;
        }

        return digits;
    }

    /// <summary>Counts digits from the first that is not zero to the last that is not.</summary>
    public static int CountDigits(decimal value)
    {
        var (whole, _) = Split(value);
        while (whole > 0 && whole % 10 == 0)
        {
            whole /= 10;
        }

        var digits = 0;
        for (; whole > 0; whole /= 10)
        {
            digits++;
        }

        return digits;
    }

    /// <summary>Whether doubles compare with the number as decimal texts do.</summary>
    public static bool IsExact(decimal value)
    {
        var (whole, _) = Split(value);
        return whole < MaxExact || CountDigits(value) <= MaxSignificantDigits;
    }

    /// <summary>The double nearest to the number, as parsing its text gives it.</summary>
    public static double ToDouble(decimal value)
    {
        var (mantissa, scale) = Split(value);
        // Both are whole numbers that a double holds exactly, so that the division is rounded once, to the nearest.
        return mantissa <= 1UL << 53 && scale <= MaxExactPower
            ? (value < 0 ? -1.0 : 1.0) * (ulong)mantissa / PowersOfTen[scale]
            : double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static (UInt128 Mantissa, int Scale) Split(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return (new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]), (bits[3] >> 16) & 0xFF);
    }
}
