namespace Tripline.Grains.Symbols;

/// <summary>A symbol's rules on one signal and the means to wake them: a cell of the index, and the soonest time at which
/// one wants to be looked at. A tick whose value stays in <c>[Low, High)</c> and whose time comes before
/// <see cref="NextDeadlineMs"/> changes no rule.</summary>
internal sealed class RuleBook
{
    private readonly ThresholdIndex _index = new();
    private readonly DeadlineHeap _deadlines = new();
    private readonly List<Firing> _firings = [];
    private SlotList _due = new();
    private SlotList _woken = new();
    private bool _hasValue;
    private double _value;

    public RuleTable Rules { get; } = new();

    /// <summary>What fired, in order of position and then of rule order.</summary>
    public List<Firing> Firings => _firings;

    public double Low => _index.Low;

    public double High => _index.High;

    /// <summary>The soonest event time at which a rule wants to be looked at; the least there is when one wants the next
    /// tick, whatever its time.</summary>
    public long NextDeadlineMs => _due.Count > 0 ? long.MinValue : _deadlines.NextMs;

    /// <summary>Rules that ticks can make fire, now or after their re-arming.</summary>
    public int WatchedCount { get; private set; }

    /// <summary>Bytes that finding and waking rules takes: boundaries, slots, deadlines.</summary>
    public long IndexBytes => _index.MemoryBytes + Rules.SlotBytes + _deadlines.MemoryBytes + _due.MemoryBytes
        + _woken.MemoryBytes;

    /// <summary>Does to the rules what a tick does that may leave the cell or reach the deadline.</summary>
    /// <param name="value">The signal's value.</param>
    /// <param name="timeMs">The tick's event time.</param>
    /// <param name="position">The tick's position.</param>
    /// <param name="price">The tick's price, for what fires.</param>
    public void Observe(double value, long timeMs, long position, double price)
    {
        (_woken, _due) = (_due, _woken);
        while (_deadlines.NextMs <= timeMs && _deadlines.Count > 0)
        {
            var slot = _deadlines.Pop();
            Rules.Slot(slot).Flags &= ~RuleFlags.Scheduled;
            _woken.Add(slot);
        }

        _index.MoveTo(value, _woken);
        var move = new SignalMove(_hasValue, _value, value, timeMs);
        (_hasValue, _value) = (true, value);
        if (_woken.Count > 0)
        {
            StepWoken(move, position, price);
        }
    }

    /// <summary>Says where within its cell the signal stands after ticks that changed no rule.</summary>
    public void Settle(double value)
    {
        _value = value;
        _index.Settle(value);
    }

    /// <summary>Arms a rule, or puts new terms in the place of an old one's and arms it freshly; terms that watch for the same
    /// leave it as it is, with a new version and new details.</summary>
    public void Arm(RuleChange terms, long sequence)
    {
        var slot = Rules.Find(terms.AlertId);
        if (slot < 0)
        {
            slot = Rules.Add(terms.AlertId);
            ref var added = ref Rules.Record(slot);
            added.RuleOrder = sequence;
            added.LastTriggeredMs = RuleRecord.Never;
        }
        else if (IsSame(slot, terms))
        {
            Rules.Record(slot).Version = terms.Version;
            Rules.Describe(slot, terms.Details.Span);
            Rules.Touch(slot);
            return;
        }
        else
        {
            Unwatch(slot);
        }

        ref var rule = ref Rules.Slot(slot);
        (rule.Kind, rule.Level, rule.Second, rule.Third) =
            (terms.Rule.Kind, terms.Rule.Level, terms.Rule.Second, terms.Rule.Third);
        rule.Flags = FlagsOf(terms);
        ref var record = ref Rules.Record(slot);
        (record.Version, record.CooldownMs, record.ExpiresAtMs) = (terms.Version, terms.CooldownMs, terms.ExpiresAtMs);
        Rules.Describe(slot, terms.Details.Span);
        Watch(slot, RulePhase.Armed);
    }

    /// <summary>Stops watching a rule that is watched.</summary>
    public void Pause(Guid alertId)
    {
        var slot = Rules.Find(alertId);
        if (slot >= 0 && Rules.Slot(slot).IsWatched)
        {
            Unwatch(slot);
            Rules.Slot(slot).Phase = RulePhase.Paused;
        }
    }

    /// <summary>Watches a paused rule again, freshly armed.</summary>
    public void Resume(Guid alertId)
    {
        var slot = Rules.Find(alertId);
        if (slot >= 0 && Rules.Slot(slot).Phase == RulePhase.Paused)
        {
            Watch(slot, RulePhase.Armed);
        }
    }

    /// <summary>Forgets a rule.</summary>
    public void Disarm(Guid alertId)
    {
        var slot = Rules.Find(alertId);
        if (slot >= 0)
        {
            Unwatch(slot);
            Rules.Remove(slot);
        }
    }

    /// <summary>Makes the index and the deadlines anew from the rules and the signal's last value.</summary>
    public void Rebuild(bool hasValue, double value)
    {
        (_hasValue, _value) = (hasValue, value);
        for (var slot = 0; slot < Rules.SlotCount; slot++)
        {
            if (Rules.Slot(slot).Phase != RulePhase.Free)
            {
                Watch(slot, Rules.Slot(slot).Phase, touches: false);
            }
        }

        if (hasValue)
        {
            _index.MoveTo(value, new SlotList());
        }
    }

    private static RuleFlags FlagsOf(RuleChange terms) =>
        (terms.Rule.HasRearm ? RuleFlags.Disarms : RuleFlags.None) | (terms.Once ? RuleFlags.Once : RuleFlags.None);

    private bool IsSame(int slot, RuleChange terms)
    {
        ref var rule = ref Rules.Slot(slot);
        ref var record = ref Rules.Record(slot);
        return rule.Kind == terms.Rule.Kind
            && rule.Level.Equals(terms.Rule.Level)
            && rule.Second.Equals(terms.Rule.Second)
            && rule.Third.Equals(terms.Rule.Third)
            && (rule.Flags & (RuleFlags.Disarms | RuleFlags.Once)) == FlagsOf(terms)
            && record.CooldownMs == terms.CooldownMs
            && record.ExpiresAtMs == terms.ExpiresAtMs;
    }

    private void StepWoken(in SignalMove move, long position, double price)
    {
        var firstFiring = _firings.Count;
        foreach (var slot in _woken.Slots)
        {
            ref var rule = ref Rules.Slot(slot);
            if ((rule.Flags & RuleFlags.Woken) == RuleFlags.None)
            {
                rule.Flags |= RuleFlags.Woken;
                Take(slot, move, position, price);
            }
        }

        foreach (var slot in _woken.Slots)
        {
            Rules.Slot(slot).Flags &= ~RuleFlags.Woken;
        }

        _woken.Clear();
        if (_firings.Count - firstFiring > 1)
        {
            _firings.Sort(firstFiring, _firings.Count - firstFiring, FiringOrder.Instance);
        }
    }

    private void Take(int slot, in SignalMove move, long position, double price)
    {
        ref var rule = ref Rules.Slot(slot);
        ref var record = ref Rules.Record(slot);
        var wasWatched = rule.IsWatched;
        var outcome = RuleStep.Step(ref rule, ref record, move);
        if (outcome is RuleOutcome.Nothing)
        {
            return;
        }

        if (outcome is RuleOutcome.Waits or RuleOutcome.Suppressed && rule.IsComparison)
        {
            Schedule(slot);
        }

        if (outcome is RuleOutcome.Fired)
        {
            _firings.Add(new(record.AlertId, record.Version, position, record.RuleOrder, move.TimeMs, price, record.Details));
            LookNext(slot, move.Current);
        }

        if (wasWatched && !rule.IsWatched)
        {
            RemoveBoundaries(slot);
        }

        if (outcome is not RuleOutcome.Waits)
        {
            Rules.Touch(slot);
        }
    }

    private void Watch(int slot, RulePhase phase, bool touches = true)
    {
        ref var rule = ref Rules.Slot(slot);
        rule.Phase = phase;
        if (rule.IsAlive && Rules.Record(slot).ExpiresAtMs != long.MaxValue)
        {
            PushDeadline(Rules.Record(slot).ExpiresAtMs, slot);
        }

        if (rule.IsWatched)
        {
            WatchedCount++;
            var boundaries = RuleBoundaries.Of(rule);
            for (var n = 0; n < boundaries.Count; n++)
            {
                _index.Insert(boundaries.Key(n), slot, boundaries.Direction(n));
            }

            LookNext(slot, _value);
        }

        if (touches)
        {
            Rules.Touch(slot);
        }
    }

    /// <summary>Has a rule looked at with the next tick when that could change it without any boundary between.</summary>
    private void LookNext(int slot, double value)
    {
        if (RuleStep.WantsNext(Rules.Slot(slot), _hasValue, value))
        {
            _due.Add(slot);
        }
    }

    private void Unwatch(int slot)
    {
        if (Rules.Slot(slot).IsWatched)
        {
            RemoveBoundaries(slot);
        }

        Rules.Slot(slot).Flags &= ~RuleFlags.Scheduled;
        Rules.Touch(slot);
    }

    private void RemoveBoundaries(int slot)
    {
        WatchedCount--;
        var boundaries = RuleBoundaries.Of(Rules.Slot(slot));
        for (var n = 0; n < boundaries.Count; n++)
        {
            _index.Remove(boundaries.Key(n), slot, boundaries.Direction(n));
        }
    }

    private void Schedule(int slot)
    {
        ref var rule = ref Rules.Slot(slot);
        if ((rule.Flags & RuleFlags.Scheduled) == RuleFlags.None)
        {
            rule.Flags |= RuleFlags.Scheduled;
            PushDeadline(Rules.Record(slot).CooledAtMs(), slot);
        }
    }

    private void PushDeadline(long timeMs, int slot)
    {
        // Entries of rules that were changed stay behind until their time; too many of them are swept out.
        if (_deadlines.Count > (2 * Rules.Count) + 64)
        {
            SweepDeadlines();
        }

        _deadlines.Push(timeMs, slot);
    }

    private void SweepDeadlines()
    {
        _deadlines.Clear();
        for (var slot = 0; slot < Rules.SlotCount; slot++)
        {
            ref var rule = ref Rules.Slot(slot);
            ref var record = ref Rules.Record(slot);
            if (rule.IsAlive && record.ExpiresAtMs != long.MaxValue)
            {
                _deadlines.Push(record.ExpiresAtMs, slot);
            }

            if (rule.IsAlive && (rule.Flags & RuleFlags.Scheduled) != RuleFlags.None)
            {
                _deadlines.Push(record.CooledAtMs(), slot);
            }
        }
    }
}
