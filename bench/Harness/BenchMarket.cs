using Tripline.Sources.Simulation;

namespace Tripline.Bench.Harness;

/// <summary>A market of the benchmarks of the whole way, and the rules on it.</summary>
/// <remarks>Ticks that are read from a log faster than their market made them are a market in fast motion: minutes pass in
/// seconds, and each closes a candle of every symbol, which must be stored. So a benchmark that means a market of
/// millions of ticks a second reads <see cref="Busy"/>, and one that means a silo that catches up reads
/// <see cref="Quiet"/>.</remarks>
public sealed class BenchMarket
{
    /// <summary>Its symbols.</summary>
    public const int Symbols = 10_000;

    /// <summary>The rules on them.</summary>
    public const int Rules = 100_000;

    /// <summary>A symbol trades once a second, as in all of a stock exchange on a slow day.</summary>
    public static readonly BenchMarket Quiet = new(10_000, levelRange: 0.08, TimeSpan.FromMinutes(5));

    /// <summary>A hundred times as many trades, and the same rules: in its few seconds prices reach few levels.</summary>
    public static readonly BenchMarket Busy = new(1_000_000, levelRange: 0.08, TimeSpan.FromMinutes(5));

    /// <summary>The same trades with levels ten times as near and short cooldowns: as many triggers a tick as in the
    /// quiet market.</summary>
    public static readonly BenchMarket Hot = new(1_000_000, levelRange: 0.008, TimeSpan.FromSeconds(3));

    private const long StartMs = 1_735_828_200_000;
    private readonly double _levelRange;
    private readonly TimeSpan _cooldown;

    private BenchMarket(int ticksPerSecond, double levelRange, TimeSpan cooldown)
    {
        TicksPerSecond = ticksPerSecond;
        _levelRange = levelRange;
        _cooldown = cooldown;
    }

    /// <summary>Ticks of all symbols in a second of market time.</summary>
    public int TicksPerSecond { get; }

    /// <summary>The market from its first tick on.</summary>
    public SimulatedMarket Open() => new(SimulatedSymbols.Synthetic(Symbols), seed: 1, TicksPerSecond, StartMs);

    /// <summary>Creates ten levels around each symbol's first price.</summary>
    public Task CreateRulesAsync(IGrainFactory grains, BenchOptions options)
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
                var level = Math.Round((decimal)(price * (1 - _levelRange + (2 * _levelRange * distances[number]))), 2);
                return BenchAlerts.Rule(symbol, "crosses", level, _cooldown);
            },
            options.Cancellation);
    }

    /// <summary>The symbols, each with the price of its first tick.</summary>
    public IReadOnlyList<(string Symbol, double Price)> FirstPrices()
    {
        var market = Open();
        var prices = new Dictionary<string, double>(StringComparer.Ordinal);
        while (prices.Count < Symbols)
        {
            var tick = market.Next();
            prices.TryAdd(tick.Symbol, tick.Price);
        }

        return [.. prices.Select(pair => (pair.Key, pair.Value))];
    }
}
