using System.Globalization;
using Tripline.Grains.Symbols;
using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>A random run of ticks and changes of rules on one symbol, and what the naive evaluation makes of it.</summary>
internal sealed class MarketStory
{
    private static readonly string[] Forms =
        ["crosses above", "crosses below", "crosses", ">", ">=", "<", "<=", "enters", "exits"];

    private readonly Random _random;
    private readonly List<NaiveRule> _rules = [];
    private readonly List<Firing> _firings = [];
    private readonly List<(int BeforeTick, RuleChange Change)> _changes = [];
    private decimal? _previous;
    private readonly long _newestMs = 1_700_000_000_000;
    private const long LatenessMs = 5_000;
    private int _ruleCount;
    private long _seenMs;

    public MarketStory(int seed, int ticks)
    {
        _random = new(seed);
        var price = 1_000;
        for (var n = 0; n < ticks; n++)
        {
            while (_random.Next(12) == 0 || (n == 0 && _changes.Count < 20))
            {
                Change(n);
            }

            // On a coarse grid, so that prices rest on levels, repeat and leap over several.
            price = Math.Clamp(price + (_random.Next(8) == 0 ? _random.Next(-25, 26) : _random.Next(-2, 3)), 900, 1_100);
            _newestMs += _random.Next(10) == 0 ? _random.Next(90_000) : _random.Next(400);
            var timeMs = _random.Next(10) == 0 ? _newestMs - _random.Next(9_000) : _newestMs;
            Ticks.Add(price / 10.0, _random.Next(4) == 0 ? 0 : _random.Next(1, 500) / 4.0, timeMs, (n * 3L) + 5);
            Evaluate(price / 10m, timeMs, (n * 3L) + 5);
        }
    }

    public TickColumns Ticks { get; } = new();

    public IReadOnlyList<Firing> Firings => _firings;

    public IReadOnlyList<(int BeforeTick, RuleChange Change)> Changes => _changes;

    /// <summary>The changes as the journal keeps them.</summary>
    public List<ArmingEntry> Journal() => [.. _changes.Select((change, n) => new ArmingEntry(
        n + 1, change.BeforeTick == 0 ? -1 : Ticks.Positions[change.BeforeTick - 1], RuleChange.EncodeAll([change.Change])))];

    /// <summary>Folds ticks and makes changes up to a tick, in random batches.</summary>
    public void Play(SymbolFold fold, int fromTick, int toTick, Random splits)
    {
        var tick = fromTick;
        var change = _changes.FindIndex(c => c.BeforeTick >= fromTick);
        for (; change >= 0 && change < _changes.Count && _changes[change].BeforeTick < toTick; change++)
        {
            FoldTicks(fold, tick, _changes[change].BeforeTick, splits);
            tick = _changes[change].BeforeTick;
            fold.Apply(_changes[change].Change);
        }

        FoldTicks(fold, tick, toTick, splits);
    }

    public void FoldTicks(SymbolFold fold, int fromTick, int toTick, Random splits)
    {
        while (fromTick < toTick)
        {
            var count = Math.Min(toTick - fromTick, splits.Next(1, splits.Next(2) == 0 ? 5 : 200));
            Ticks.FoldInto(fold, fromTick, count);
            fromTick += count;
        }
    }

    /// <summary>The rules as (id, version, triggers, suppressed, last trigger, final phase), by id.</summary>
    public IEnumerable<object> ExpectedRules() => _rules.OrderBy(r => r.AlertId).Select(r => (object)(
        r.AlertId, r.Version, r.TriggerCount, r.SuppressedCount, r.LastTriggeredMs, Kind(r)));

    public static IEnumerable<object> RulesOf(SymbolFold fold) => fold.ListRules(null, int.MaxValue, null).Select(r => (object)(
        r.AlertId, r.Version, r.TriggerCount, r.SuppressedCount, r.LastTriggeredAtMs,
        r.Status is AlertStatus.Armed or AlertStatus.Cooling ? "watched" : r.Status.ToString()));

    private static string Kind(NaiveRule rule) =>
        rule.IsExpired ? "Expired" : rule.IsDone ? "Triggered" : rule.IsPaused ? "Paused" : "watched";

    private void Evaluate(decimal price, long timeMs, long position)
    {
        if (timeMs < _seenMs - LatenessMs)
        {
            return;
        }

        _seenMs = Math.Max(_seenMs, timeMs);
        foreach (var rule in _rules.OrderBy(r => r.Order))
        {
            if (rule.Take(_previous, price, timeMs))
            {
                _firings.Add(new(rule.AlertId, rule.Version, position, rule.Order * RuleChange.MaxPerEntry, timeMs, (double)price));
            }
        }

        _previous = price;
    }

    private void Change(int tick)
    {
        var rule = _rules.Count > 0 ? _rules[_random.Next(_rules.Count)] : null;
        var sequence = _changes.Count + 1;
        switch (_random.Next(8))
        {
            case 0 when rule is not null:
                _changes.Add((tick, RuleChange.Pause(rule.AlertId)));
                rule.Pause();
                break;
            case 1 or 2 when rule is not null:
                _changes.Add((tick, RuleChange.Resume(rule.AlertId)));
                rule.Resume();
                break;
            case 3 when rule is not null:
                _changes.Add((tick, RuleChange.Disarm(rule.AlertId)));
                _rules.Remove(rule);
                break;
            case 4 when rule is not null:
                var changed = Terms(rule.AlertId, rule.Version + 1);
                _changes.Add((tick, RuleChange.Arm(changed)));
                _rules[_rules.IndexOf(rule)] = rule.With(changed);
                break;
            default:
                var terms = Terms(new Guid(_random.Next(), 7, (short)_ruleCount++, new byte[8]), 1);
                _changes.Add((tick, RuleChange.Arm(terms)));
                _rules.Add(new(terms, sequence));
                break;
        }
    }

    private RuleTerms Terms(Guid alertId, int version)
    {
        var form = Forms[_random.Next(Forms.Length)];
        var level = _random.Next(920, 1_081) / 10m;
        var isChannel = form is "enters" or "exits";
        var high = level + (_random.Next(1, 60) / 10m);
        return new(
            alertId,
            version,
            isChannel ? Text($"price {form} {level}..{high}") : Text($"price {form} {level}"),
            _random.Next(6) == 0,
            _random.Next(2) == 0 ? _random.Next(60_000) : 0,
            isChannel || _random.Next(2) == 0 ? 0 : _random.Next(1, 40) / 10m,
            _random.Next(5) == 0 ? _newestMs + _random.Next(2_000_000) : null);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
