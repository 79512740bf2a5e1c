using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Symbols;

/// <summary>Applies changes to a symbol's rules at their places in the log and numbers them as the arming journal does.
/// </summary>
internal sealed class ChangeLog(RuleBook book)
{
    private readonly LinkedList<PendingChange> _pending = new();
    private readonly List<UnconfirmedChange> _unconfirmed = [];

    /// <summary>The last number given or replayed, whether it was applied yet or not.</summary>
    public long LastSequence { get; set; }

    /// <summary>The last number that was applied.</summary>
    public long AppliedSequence => _pending.First is { } first ? first.Value.Sequence - 1 : LastSequence;

    public int UnconfirmedCount => _unconfirmed.Count;

    /// <summary>Place in the log after which the first waiting change applies; past every place when none waits.</summary>
    public long NextAfterPosition => _pending.First?.Value.AfterPosition ?? long.MaxValue;

    /// <summary>Makes a new change: now, or behind replayed ones that still wait.</summary>
    public (long AfterPosition, long Sequence) Add(RuleChange change, long lastPosition)
    {
        var sequence = ++LastSequence;
        if (_pending.Last is { } last)
        {
            _pending.AddLast(new PendingChange(last.Value.AfterPosition, sequence, change));
            _unconfirmed.Add(new(sequence, change.AlertId, null));
            return (last.Value.AfterPosition, sequence);
        }

        _unconfirmed.Add(new(sequence, change.AlertId, book.Capture(change.AlertId)));
        Apply(change, sequence);
        return (lastPosition, sequence);
    }

    /// <summary>Says that changes up to that number are in the journal.</summary>
    public void Confirm(long sequence)
    {
        if (_unconfirmed.Count > 0)
        {
            _unconfirmed.RemoveRange(0, (int)Math.Clamp(sequence + 1 - _unconfirmed[0].Sequence, 0, _unconfirmed.Count));
        }
    }

    /// <summary>Takes back the unconfirmed changes from that number on, the newest first; their numbers are given again.
    /// </summary>
    public void UndoFrom(long sequence)
    {
        for (var n = _unconfirmed.Count - 1; n >= 0 && _unconfirmed[n].Sequence >= sequence; n--)
        {
            var undone = _unconfirmed[n];
            _unconfirmed.RemoveAt(n);
            if (_pending.Last is { } last && last.Value.Sequence == undone.Sequence)
            {
                _pending.RemoveLast();
            }
            else
            {
                book.PutBack(undone.AlertId, undone.Before);
            }

            LastSequence = undone.Sequence - 1;
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
            _pending.AddLast(new PendingChange(entry.AfterPosition, entry.Sequence, RuleChange.Decode(entry.Bytes.Span)));
        }
    }

    /// <summary>Applies the waiting changes whose place the log has reached.</summary>
    public void Reach(long position)
    {
        while (_pending.First is { } first && first.Value.AfterPosition <= position)
        {
            _pending.RemoveFirst();
            CaptureLate(first.Value);
            Apply(first.Value.Change, first.Value.Sequence);
        }
    }

    /// <summary>The newest waiting change of an alert's rule; null when none waits.</summary>
    public RuleChange? WaitingFor(Guid alertId)
    {
        for (var node = _pending.Last; node is not null; node = node.Previous)
        {
            if (node.Value.Change.AlertId == alertId)
            {
                return node.Value.Change;
            }
        }

        return null;
    }

    private void CaptureLate(in PendingChange change)
    {
        // Unconfirmed changes are numbered without gaps.
        var place = _unconfirmed.Count > 0 ? change.Sequence - _unconfirmed[0].Sequence : -1;
        if (place >= 0 && place < _unconfirmed.Count)
        {
            _unconfirmed[(int)place] = new(change.Sequence, change.Change.AlertId, book.Capture(change.Change.AlertId));
        }
    }

    private void Apply(RuleChange change, long sequence)
    {
        switch (change.Kind)
        {
            case RuleChangeKind.Arm:
                book.Arm(change, sequence);
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
