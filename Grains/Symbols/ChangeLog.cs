using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Symbols;

/// <summary>Applies changes to a symbol's rules at their places in the log and numbers them as the arming journal does.
/// </summary>
internal sealed class ChangeLog(RuleBook book)
{
    private readonly LinkedList<PendingChange> _pending = new();

    /// <summary>The last number given or replayed, whether it was applied yet or not.</summary>
    public long LastSequence { get; set; }

    /// <summary>The last number that was applied.</summary>
    public long AppliedSequence => _pending.First is { } first ? first.Value.Sequence - 1 : LastSequence;

    /// <summary>Place in the log after which the first waiting change applies; past every place when none waits.</summary>
    public long NextAfterPosition => _pending.First?.Value.AfterPosition ?? long.MaxValue;

    /// <summary>Place in the log at which a new change may apply: behind those that still wait.</summary>
    public long PositionAfter(long lastPosition) =>
        _pending.Last is { } last ? Math.Max(last.Value.AfterPosition, lastPosition) : lastPosition;

    /// <summary>Makes a change that no journal holds: now, or behind replayed ones that still wait.</summary>
    public void Add(RuleChange change, long lastPosition)
    {
        LastSequence++;
        if (change.Kind == RuleChangeKind.Describe)
        {
            Describe([change]);
        }
        else if (_pending.First is null)
        {
            Apply(change, LastSequence * RuleChange.MaxPerEntry);
        }
        else
        {
            Wait(LastSequence, PositionAfter(lastPosition), 0, change);
        }
    }

    /// <summary>Has journal entries wait for their places.</summary>
    public void Replay(IReadOnlyList<ArmingEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Sequence != LastSequence + 1)
            {
                throw new InvalidDataException(
                    $"Entry {entry.Sequence} of the arming journal follows entry {LastSequence}.");
            }

            LastSequence = entry.Sequence;
            var changes = RuleChange.DecodeAll(entry.Bytes.Span);
            for (var index = 0; index < changes.Count; index++)
            {
                if (changes[index].Kind != RuleChangeKind.Describe)
                {
                    Wait(entry.Sequence, entry.AfterPosition, index, changes[index]);
                }
            }

            Describe(changes);
        }
    }

    /// <summary>Applies the waiting changes whose place the log has reached.</summary>
    public void Reach(long position)
    {
        while (_pending.First is { } first && first.Value.AfterPosition <= position)
        {
            _pending.RemoveFirst();
            Apply(first.Value.Change, first.Value.RuleOrder);
        }
    }

    /// <summary>Whether a change waits.</summary>
    public bool IsWaiting => _pending.First is not null;

    /// <summary>Alerts for whose rules a change waits.</summary>
    public IEnumerable<Guid> WaitingAlerts => _pending.Select(static pending => pending.Change.AlertId).Distinct();

    /// <summary>The waiting changes of an alert's rule, in order.</summary>
    public IEnumerable<RuleChange> WaitingFor(Guid alertId) => _pending.First is null
        ? []
        : _pending.Select(static pending => pending.Change).Where(change => change.AlertId == alertId);

    /// <summary>Alerts whose waiting armings lack details.</summary>
    public IEnumerable<Guid> WithoutDetails() => _pending
        .Where(static pending => pending.Change is { Kind: RuleChangeKind.Arm, Details.IsEmpty: true })
        .Select(static pending => pending.Change.AlertId);

    // At once, wherever the fold stands: it fills only what an older version left out, and what fires before the entry's
    // place in the log wants it too.
    private void Describe(IReadOnlyList<RuleChange> changes)
    {
        var details = changes
            .Where(static change => change.Kind == RuleChangeKind.Describe)
            .ToDictionary(static change => change.AlertId, static change => change.Details);
        if (details.Count == 0)
        {
            return;
        }

        foreach (var (alertId, bytes) in details)
        {
            book.Rules.DescribeBare(alertId, bytes.Span);
        }

        for (var node = _pending.First; node is not null; node = node.Next)
        {
            if (node.Value.Change is { Kind: RuleChangeKind.Arm, Details.IsEmpty: true } arming
                && details.TryGetValue(arming.AlertId, out var bytes))
            {
                node.Value = node.Value with { Change = arming.With(bytes) };
            }
        }
    }

    private void Wait(long sequence, long afterPosition, int index, RuleChange change) =>
        _pending.AddLast(new PendingChange(
            afterPosition, sequence, (sequence * RuleChange.MaxPerEntry) + index, change));

    private void Apply(RuleChange change, long ruleOrder)
    {
        switch (change.Kind)
        {
            case RuleChangeKind.Arm:
                book.Arm(change, ruleOrder);
                break;
            case RuleChangeKind.Pause:
                book.Pause(change.AlertId);
                break;
            case RuleChangeKind.Resume:
                book.Resume(change.AlertId);
                break;
            default:
                book.Disarm(change.AlertId);
                break;
        }
    }
}
