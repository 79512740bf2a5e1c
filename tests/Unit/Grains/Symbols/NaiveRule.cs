using System.Globalization;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>A rule evaluated tick by tick as the rules of <c>when</c> are written, in decimal arithmetic and without any
/// code of the product: the reference that the index is held against.</summary>
internal sealed class NaiveRule
{
    private readonly string _form;
    private readonly decimal _first;
    private readonly decimal _second;
    private readonly RuleTerms _terms;
    private long? _lastMs;

    public NaiveRule(RuleTerms terms, long order)
    {
        _terms = terms;
        Order = order;
        var words = terms.When.Split(' ');
        _form = string.Join(' ', words[1..^1]);
        var numbers = words[^1].Split("..");
        _first = decimal.Parse(numbers[0], CultureInfo.InvariantCulture);
        _second = decimal.Parse(numbers[^1], CultureInfo.InvariantCulture);
    }

    public long Order { get; }

    public Guid AlertId => _terms.AlertId;

    public int Version => _terms.Version;

    public bool IsArmed { get; private set; } = true;

    public bool IsPaused { get; private set; }

    public bool IsDone { get; private set; }

    public bool IsExpired { get; private set; }

    public long TriggerCount { get; private set; }

    public long SuppressedCount { get; private set; }

    public long? LastTriggeredMs => _lastMs;

    private bool IsComparison => _form is ">" or ">=" or "<" or "<=";

    /// <summary>The rule with new terms in the place of these.</summary>
    public NaiveRule With(RuleTerms terms) => WatchesForTheSame(terms)
        ? new(terms, Order)
        {
            TriggerCount = TriggerCount, SuppressedCount = SuppressedCount, _lastMs = _lastMs,
            IsArmed = IsArmed, IsPaused = IsPaused, IsDone = IsDone, IsExpired = IsExpired,
        }
        : Anew(terms);

    private bool WatchesForTheSame(RuleTerms terms) =>
        (terms.When, terms.Once, terms.CooldownMs, terms.Rearm, terms.ExpiresAtMs)
        == (_terms.When, _terms.Once, _terms.CooldownMs, _terms.Rearm, _terms.ExpiresAtMs);

    private NaiveRule Anew(RuleTerms terms) => new(terms, Order)
    {
        TriggerCount = TriggerCount,
        SuppressedCount = SuppressedCount,
        _lastMs = _lastMs,
    };

    public void Pause() => IsPaused |= !IsDone && !IsExpired;

    public void Resume()
    {
        if (IsPaused && !IsDone && !IsExpired)
        {
            (IsPaused, IsArmed) = (false, true);
        }
    }

    /// <summary>Whether it fires at a tick.</summary>
    public bool Take(decimal? previous, decimal price, long timeMs)
    {
        if (IsDone || IsExpired)
        {
            return false;
        }

        if (timeMs >= _terms.ExpiresAtMs)
        {
            IsExpired = true;
            return false;
        }

        if (IsPaused)
        {
            return false;
        }

        if (!IsArmed)
        {
            IsArmed = HasRetreated(price);
            return false;
        }

        if (!Holds(previous, price))
        {
            return false;
        }

        if (_terms.CooldownMs > 0 && _lastMs is { } last && timeMs - last < _terms.CooldownMs)
        {
            SuppressedCount += IsComparison && previous is { } before && Holds(null, before) ? 0 : 1;
            return false;
        }

        _lastMs = timeMs;
        TriggerCount++;
        IsDone = _terms.Once;
        IsArmed = !IsComparison && _terms.Rearm == 0;
        return true;
    }

    private bool Holds(decimal? previous, decimal price) => _form switch
    {
        ">" => price > _first,
        ">=" => price >= _first,
        "<" => price < _first,
        "<=" => price <= _first,
        "crosses above" => previous < _first && _first <= price,
        "crosses below" => previous > _first && _first >= price,
        "crosses" => (previous < _first && _first <= price) || (previous > _first && _first >= price),
        "enters" => previous is { } outside && !IsInside(outside) && IsInside(price),
        "exits" => previous is { } inside && IsInside(inside) && !IsInside(price),
        _ => throw new NotSupportedException(_form),
    };

    private bool HasRetreated(decimal price)
    {
        var distance = _terms.Rearm;
        return _form switch
        {
            ">" => price <= _first - distance,
            ">=" => distance == 0 ? price < _first : price <= _first - distance,
            "<" => price >= _first + distance,
            "<=" => distance == 0 ? price > _first : price >= _first + distance,
            "crosses above" => price <= _first - distance,
            "crosses below" => price >= _first + distance,
            _ => Math.Abs(price - _first) >= distance,
        };
    }

    private bool IsInside(decimal price) => price >= _first && price <= _second;
}
