namespace Tripline.Tests.Grains.Support;

/// <summary>Ticks for tests.</summary>
internal static class Market
{
    /// <summary>Ticks numbered by their sizes, one symbol after the other; the price of each swings between 95 and 105, so
    /// that it crosses 100 at every tick of a symbol.</summary>
    public static Tick[] Ticks(int from, int count, params string[] symbols) =>
        [.. Enumerable.Range(from, count).Select(number => new Tick(
            symbols[number % symbols.Length],
            number / symbols.Length % 2 == 0 ? 95 : 105,
            number,
            1_380_000_000_000 + (number * 1_000L),
            null,
            0))];
}
