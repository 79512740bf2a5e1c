namespace Tripline.Sources.Simulation;

/// <summary>An endless market: prices walk as geometric Brownian motion with rare fat-tailed jumps, sizes are
/// log-normal and follow a U over the UTC day. The same arguments give the same ticks, tick by tick; prices are whole
/// cents from 0.01 to 10,000,000.</summary>
/// <remarks>Not thread-safe. Allocates nothing per tick.</remarks>
public sealed class SimulatedMarket
{
    private const double SecondsPerTradingYear = 252 * 6.5 * 3600;
    private const double JumpsPerSecond = 20 / (6.5 * 3600);
    private const double JumpScale = 0.002;
    private const double LargestJump = 0.1;
    private const double TypicalSize = 100;
    private const long MaxCents = 1_000_000_000;
    private const long MillisecondsPerDay = 86_400_000;

    private readonly string[] _symbols;
    private readonly double[] _prices;
    private readonly double[] _stepVolatility;
    private readonly double _jumpProbability;
    private readonly double _millisecondsPerTick;
    private readonly long _startMs;
    private readonly string? _source;
    private Xoshiro256 _random;

    /// <summary>Opens the market.</summary>
    /// <param name="symbols">Its symbols; each tick takes one at random.</param>
    /// <param name="seed">Selects the walk.</param>
    /// <param name="ticksPerSecond">Ticks a second of market time over all symbols, above 0.</param>
    /// <param name="startMs">Market time of the first tick.</param>
    /// <param name="source">Name in the ticks, which are then numbered from 0; null leaves them unnumbered.</param>
    public SimulatedMarket(
        IReadOnlyList<string> symbols, long seed, double ticksPerSecond, long startMs, string? source = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(symbols.Count, nameof(symbols));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ticksPerSecond);
        _symbols = [.. symbols];
        _random = new Xoshiro256(seed);
        _startMs = startMs;
        _source = source;
        _millisecondsPerTick = 1000 / ticksPerSecond;

        var secondsPerSymbolTick = symbols.Count / ticksPerSecond;
        _jumpProbability = Math.Min(0.01, JumpsPerSecond * secondsPerSymbolTick);
        _prices = new double[_symbols.Length];
        _stepVolatility = new double[_symbols.Length];
        for (var i = 0; i < _symbols.Length; i++)
        {
            var annualVolatility = 0.3 + (0.6 * _random.NextUnit());
            _prices[i] = 40 * Math.Exp(2.3 * _random.NextUnit());
            _stepVolatility[i] = annualVolatility * Math.Sqrt(secondsPerSymbolTick / SecondsPerTradingYear);
        }
    }

    /// <summary>Ticks so far.</summary>
    public long Count { get; private set; }

    /// <summary>The next tick, at simulated time.</summary>
    public Tick Next() => Next(_startMs + (long)(Count * _millisecondsPerTick));

    /// <summary>The next tick, at a market time of the caller's choice.</summary>
    public Tick Next(long timeMs)
    {
        var i = _random.NextIndex(_symbols.Length);
        var change = _stepVolatility[i] * _random.NextNormal();
        if (_random.NextUnit() < _jumpProbability)
        {
            change += Jump();
        }

        var price = Math.Clamp(_prices[i] * Math.Exp(change), 0.01, MaxCents / 100.0);
        _prices[i] = price;
        // A whole number of cents over 100 is the double nearest to the price's decimal text.
        var shownPrice = Math.Max(1, Math.Round(price * 100)) / 100;
        var size = Math.Max(1, Math.Round(TypicalSize * VolumeOfDay(timeMs) * Math.Exp(_random.NextNormal())));
        return new Tick(_symbols[i], shownPrice, size, timeMs, _source, Count++);
    }

    /// <summary>Fills the span with the next ticks, at simulated time.</summary>
    public void Fill(Span<Tick> ticks)
    {
        for (var i = 0; i < ticks.Length; i++)
        {
            ticks[i] = Next();
        }
    }

    /// <summary>Goes on by so many ticks, as if they had been taken.</summary>
    public void Skip(long count)
    {
        for (; count > 0; count--)
        {
            _ = Next();
        }
    }

    // A Pareto tail of index 3, as returns of shares have it, in either direction.
    private double Jump()
    {
        var magnitude = Math.Min(LargestJump, JumpScale * Math.Pow(1 - _random.NextUnit(), -1.0 / 3));
        return _random.NextUnit() < 0.5 ? -magnitude : magnitude;
    }

    // 2 at the ends of the day, 1/2 in its middle, 1 on average.
    private static double VolumeOfDay(long timeMs)
    {
        var ofDay = (double)(((timeMs % MillisecondsPerDay) + MillisecondsPerDay) % MillisecondsPerDay)
            / MillisecondsPerDay;
        var fromNoon = (2 * ofDay) - 1;
        return 0.5 + (1.5 * fromNoon * fromNoon);
    }
}
