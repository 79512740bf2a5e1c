using System.Globalization;

namespace Tripline.Sources.Simulation;

/// <summary>The symbols of simulated markets.</summary>
public static class SimulatedSymbols
{
    /// <summary>Most synthetic symbols: what five digits can name.</summary>
    public const int MaxSynthetic = 99_999;

    /// <summary>Ten well-known shares.</summary>
    public static IReadOnlyList<string> Default { get; } =
        ["AAPL", "GOOGL", "MSFT", "AMZN", "META", "NVDA", "TSLA", "JPM", "V", "JNJ"];

    /// <summary><c>SYM00001</c>, <c>SYM00002</c> …, as many as asked for (1 to <see cref="MaxSynthetic"/>).</summary>
    public static IReadOnlyList<string> Synthetic(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxSynthetic);
        return [.. Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"SYM{n:D5}"))];
    }
}
