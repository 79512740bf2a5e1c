using Tripline.Grains.Symbols;
using Tripline.Storage.Checkpoints;

namespace Tripline.Api.Alerts.Preview;

/// <summary>Folds one rule over one symbol's ticks with the engine's own code, and collects when it fires.</summary>
internal sealed class PreviewFold
{
    private const int BlockTicks = 4_096;
    private static readonly Guid Alert = new(1, 0, 0, new byte[8]);

    private readonly SymbolFold _fold;
    private readonly Queue<PreviewTrigger> _triggers = new();
    private readonly double[] _prices = new double[BlockTicks];
    private readonly double[] _sizes = new double[BlockTicks];
    private readonly long[] _times = new long[BlockTicks];
    private readonly long[] _positions = new long[BlockTicks];
    private readonly int _maxTriggers;
    private int _count;

    /// <summary>A fold that has the rule armed before its first tick.</summary>
    public PreviewFold(AlertRule rule, int maxTriggers)
    {
        _maxTriggers = maxTriggers;
        _fold = new SymbolFold(rule.Symbol, new SymbolFoldOptions { RecentTrades = 1 });
        var arm = RuleChange.Arm(new RuleTerms(
            Alert,
            1,
            rule.When,
            rule.Frequency == AlertFrequency.Once,
            (long)rule.Cooldown.TotalMilliseconds,
            rule.Rearm,
            rule.ExpiresAt?.ToUnixTimeMilliseconds()));
        _fold.Replay([new ArmingEntry(1, -1, RuleChange.EncodeAll([arm]))]);
    }

    /// <summary>Ticks taken so far, candles' prices not among them.</summary>
    public long TickCount { get; private set; }

    /// <summary>Candles taken so far.</summary>
    public int CandleCount { get; private set; }

    /// <summary>Event time of the first tick or candle; null before it.</summary>
    public long? FirstMs { get; private set; }

    /// <summary>Event time of the last tick or candle; null before it.</summary>
    public long? LastMs { get; private set; }

    /// <summary>How often the rule fired, up to the last flush.</summary>
    public long TriggerCount { get; private set; }

    /// <summary>Crossings within the cooldown.</summary>
    public long SuppressedCount => _fold.GetRule(Alert)?.SuppressedCount ?? 0;

    /// <summary>The newest triggers, oldest first.</summary>
    public IReadOnlyList<PreviewTrigger> Triggers => [.. _triggers];

    /// <summary>Takes a tick.</summary>
    public void Add(double price, double size, long timeMs, long position)
    {
        TickCount++;
        Put(price, size, timeMs, position);
    }

    /// <summary>Takes a candle as four ticks: its open, the extreme that lies behind, the other one, its close.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="position">Position of the first; the others follow.</param>
    public void Add(in Candle candle, long position)
    {
        CandleCount++;
        var isUp = candle.Close >= candle.Open;
        var quarter = candle.IntervalSeconds * 250L;
        ReadOnlySpan<double> way =
        [
            candle.Open, isUp ? candle.Low : candle.High, isUp ? candle.High : candle.Low, candle.Close,
        ];
        for (var at = 0; at < way.Length; at++)
        {
            Put(way[at], candle.Volume / 4, candle.OpenTimeMs + (at * quarter), position + at);
        }
    }

    /// <summary>Folds what was taken.</summary>
    public void Flush()
    {
        _fold.Fold(_prices.AsSpan(0, _count), _sizes.AsSpan(0, _count), _times.AsSpan(0, _count), _positions.AsSpan(0, _count));
        _count = 0;
        foreach (var firing in _fold.Firings)
        {
            TriggerCount++;
            if (_triggers.Count == _maxTriggers)
            {
                _triggers.Dequeue();
            }

            _triggers.Enqueue(new(DateTimeOffset.FromUnixTimeMilliseconds(firing.TimeMs), firing.Price));
        }

        _fold.ClearFirings();
    }

    private void Put(double price, double size, long timeMs, long position)
    {
        if (_count == BlockTicks)
        {
            Flush();
        }

        FirstMs ??= timeMs;
        LastMs = timeMs;
        (_prices[_count], _sizes[_count], _times[_count], _positions[_count]) = (price, size, timeMs, position);
        _count++;
    }
}
