using Tripline.Runtime;
using Tripline.Sources;
using Tripline.Sources.Simulation;

namespace Tripline.Bench.Harness;

/// <summary>The market of the benchmarks of the whole way, and the rules on it.</summary>
public static class BenchMarket
{
    /// <summary>Its symbols.</summary>
    public const int Symbols = 10_000;

    /// <summary>The rules on them.</summary>
    public const int Rules = 100_000;

    private const int TicksPerMarketSecond = 10_000;
    private const long StartMs = 1_735_828_200_000;

    /// <summary>The market from its first tick on.</summary>
    public static SimulatedMarket Open() =>
        new(SimulatedSymbols.Synthetic(Symbols), seed: 1, TicksPerMarketSecond, StartMs);

    /// <summary>Creates ten levels around each symbol's first price, so near that about one tick in a thousand fires.
    /// </summary>
    public static Task CreateRulesAsync(IGrainFactory grains, BenchOptions options)
    {
        var firstPrices = FirstPrices();
        var random = new Random(7);
        var distances = Enumerable.Range(0, options.Scaled(Rules)).Select(_ => random.NextDouble()).ToArray();
        return BenchAlerts.CreateAsync(
            grains,
            distances.Length,
            number =>
            {
                var (symbol, price) = firstPrices[number % firstPrices.Count];
                var level = Math.Round((decimal)(price * (0.92 + (0.16 * distances[number]))), 2);
                return BenchAlerts.Rule(symbol, "crosses", level, TimeSpan.FromMinutes(5));
            },
            options.Cancellation);
    }

    private static List<(string Symbol, double Price)> FirstPrices()
    {
        var market = Open();
        var prices = new Dictionary<string, double>(StringComparer.Ordinal);
        while (prices.Count < Symbols)
        {
            Tick tick = market.Next();
            prices.TryAdd(tick.Symbol, tick.Price);
        }

        return [.. prices.Select(pair => (pair.Key, pair.Value))];
    }
}
