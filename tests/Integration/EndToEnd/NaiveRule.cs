using System.Globalization;
using System.Text.Json.Nodes;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>A rule evaluated the slow and obvious way: at every tick, in decimal, straight from the rules' text.
/// Shares no code with the product.</summary>
public sealed class NaiveRule
{
    private readonly string _operator;
    private readonly decimal _low;
    private readonly decimal _high;
    private readonly decimal _rearm;
    private readonly long _cooldownMs;
    private readonly bool _isOnce;
    private bool _isArmed = true;
    private bool _isDone;
    private long? _lastFiredMs;

    public NaiveRule(JsonNode alert)
    {
        Name = (string)alert["name"]!;
        Symbol = (string)alert["symbol"]!;
        var words = ((string)alert["when"]!).Split(' ');
        _operator = string.Join(' ', words[1..^1]);
        var levels = words[^1].Split("..").Select(text => decimal.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        _low = levels[0];
        _high = levels[^1];
        _rearm = alert["rearm"] is { } rearm ? decimal.Parse(rearm.ToString(), CultureInfo.InvariantCulture) : 0;
        _cooldownMs = alert["cooldown"] is { } cooldown ? Milliseconds((string)cooldown!) : 0;
        _isOnce = (string?)alert["frequency"] == "once";
    }

    public string Name { get; }

    public string Symbol { get; }

    /// <summary>The triggers so far.</summary>
    public List<ExpectedTrigger> Triggers { get; } = [];

    private bool IsComparison => _operator is ">" or ">=" or "<" or "<=";

    /// <summary>Takes the next tick of the rule's symbol.</summary>
    /// <param name="previous">The price of the tick before; null at the first.</param>
    /// <param name="tick">The tick.</param>
    public void Take(decimal? previous, NaiveTick tick)
    {
        if (_isDone)
        {
            return;
        }

        if (!_isArmed)
        {
            _isArmed = HasRetreated(tick.Price);
            return;
        }

        if (!Holds(previous, tick.Price) || (_lastFiredMs is { } last && tick.TimeMs - last < _cooldownMs))
        {
            return;
        }

        Triggers.Add(new ExpectedTrigger(tick.TimeMs, tick.Price));
        _lastFiredMs = tick.TimeMs;
        _isDone = _isOnce;
        _isArmed = !IsComparison && (_rearm == 0 || _operator is "enters" or "exits");
    }

    private bool Holds(decimal? previous, decimal price) => _operator switch
    {
        ">" => price > _low,
        ">=" => price >= _low,
        "<" => price < _low,
        "<=" => price <= _low,
        _ => previous is { } before && Crosses(before, price),
    };

    private bool Crosses(decimal before, decimal price)
    {
        var isUp = before < _low && price >= _low;
        var isDown = before > _low && price <= _low;
        return _operator switch
        {
            "crosses above" => isUp,
            "crosses below" => isDown,
            "crosses" => isUp || isDown,
            "enters" => !IsInside(before) && IsInside(price),
            "exits" => IsInside(before) && !IsInside(price),
            _ => throw new FormatException($"No operator '{_operator}'."),
        };
    }

    private bool HasRetreated(decimal price) => _operator switch
    {
        ">=" when _rearm == 0 => price < _low,
        "<=" when _rearm == 0 => price > _low,
        ">" or ">=" or "crosses above" => price <= _low - _rearm,
        "<" or "<=" or "crosses below" => price >= _low + _rearm,
        _ => Math.Abs(price - _low) >= _rearm,
    };

    private bool IsInside(decimal price) => price >= _low && price <= _high;

    private static long Milliseconds(string duration) =>
        long.Parse(duration[..^1], CultureInfo.InvariantCulture) * duration[^1] switch
        {
            's' => 1_000L,
            'm' => 60_000L,
            'h' => 3_600_000L,
            _ => 86_400_000L,
        };
}
