using System.Globalization;

namespace Tripline.Sources.Replay;

/// <summary>How fast recorded time passes.</summary>
/// <param name="Factor">Recorded seconds a real second, above 0; infinite for as fast as the log takes it.</param>
public readonly record struct ReplaySpeed(double Factor)
{
    /// <summary>As fast as the log takes it.</summary>
    public static ReplaySpeed Max { get; } = new(double.PositiveInfinity);

    /// <summary>Whether there is no pace to keep.</summary>
    public bool IsMax => double.IsPositiveInfinity(Factor);

    /// <summary>Reads <c>max</c>, or a factor with or without an <c>x</c> behind it: <c>1x</c>, <c>60</c>, <c>0.5x</c>.
    /// </summary>
    public static bool TryParse(string text, out ReplaySpeed speed)
    {
        var trimmed = text.Trim();
        if (trimmed.Equals("max", StringComparison.OrdinalIgnoreCase))
        {
            speed = Max;
            return true;
        }

        var number = trimmed.TrimEnd('x', 'X');
        var isFactor = trimmed.Length - number.Length <= 1
            && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor is > 0 and <= 1_000_000_000;
        speed = isFactor ? new ReplaySpeed(double.Parse(number, CultureInfo.InvariantCulture)) : Max;
        return isFactor;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        IsMax ? "max" : Factor.ToString("0.###", CultureInfo.InvariantCulture) + "x";
}
