using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Activations;

/// <content>Which turn may begin, and what becomes of one that has to wait for something.</content>
internal abstract partial class TurnScheduler
{
    private TurnQueue _waiting;
    private SuspendedTurn? _suspended;
    private Turn? _current;
    private bool _exclusive;
    private bool _recheck;
    private int _readers;
    private int _interleaved;
    private int _waitingInterleaved;

    /// <summary>Turns that wait to begin.</summary>
    internal int QueueLength => _waiting.Count + (Volatile.Read(ref _inbox)?.Depth ?? 0);

    /// <summary>Turns that have begun and wait for something.</summary>
    internal int RunningCount => (_exclusive ? 1 : 0) + _readers + _interleaved;

    /// <summary>Whether turns may begin as their mode allows; when not, <see cref="Transition"/> decides.</summary>
    protected bool IsReady { get; set; }

    /// <summary>Whether every turn may interleave.</summary>
    protected bool AllInterleave { get; init; }

    /// <summary>Whether an exclusive turn could begin now.</summary>
    protected bool AdmitsExclusive => IsReady && (AllInterleave || (!_exclusive && _readers == 0));

    /// <summary>Ends a turn that had been suspended; within a turn of this scheduler.</summary>
    internal void EndSuspended(SuspendedTurn suspended)
    {
        Unlink(suspended);
        switch (suspended.Mode)
        {
            case TurnMode.Exclusive:
                _exclusive = false;
                _recheck = _waiting.Count > 0;
                break;
            case TurnMode.ReadOnly:
                _readers--;
                _recheck = _waiting.Count > 0;
                break;
            default:
                _interleaved--;
                break;
        }

        EndTurn(suspended.Turn, suspended.Turn.Outcome!);
    }

    /// <summary>Called before each item while not ready.</summary>
    protected abstract void Transition();

    /// <summary>Begins an admitted turn; returns its outcome, failed if it threw.</summary>
    protected abstract Task BeginTurn(Turn turn);

    /// <summary>Takes the outcome of a turn.</summary>
    protected abstract void EndTurn(Turn turn, Task outcome);

    /// <summary>Keeps a turn that may not begin now, or passes it on.</summary>
    protected abstract bool Keeps(Turn turn);

    /// <summary>Called when a piece of work that nobody awaits threw.</summary>
    protected abstract void OnStrayFailure(Exception failure);

    /// <summary>Called when turns are outstanding that the sweeper must see.</summary>
    protected abstract void WatchIfOutstanding();

    /// <summary>Looks at the waiting turns again.</summary>
    protected void Recheck() => _recheck = true;

    /// <summary>Takes all waiting turns.</summary>
    protected IEnumerable<Turn> TakeWaiting()
    {
        while (_waiting.Count > 0)
        {
            yield return _waiting.RemoveAfter(null);
        }

        _waitingInterleaved = 0;
    }

    /// <summary>Keeps count of a turn that waits for something, until its outcome is there.</summary>
    protected void Suspend(Turn turn, Task outcome)
    {
        var mode = AllInterleave ? TurnMode.Interleaved : turn.Mode;
        var suspended = new SuspendedTurn(this, turn, mode) { Next = _suspended };
        if (_suspended is not null)
        {
            _suspended.Previous = suspended;
        }

        _suspended = suspended;
        switch (mode)
        {
            case TurnMode.Exclusive:
                _exclusive = true;
                break;
            case TurnMode.ReadOnly:
                _readers++;
                break;
            default:
                _interleaved++;
                break;
        }

        turn.Outcome = outcome;
        // Captures this synchronisation context: the end of the turn is a turn.
        outcome.GetAwaiter().UnsafeOnCompleted(suspended.Resume);
    }

    private void Run(TurnItem item)
    {
        if (item.Mode == TurnMode.Continuation)
        {
            RunContinuation(Unsafe.As<PostedContinuation>(item));
            return;
        }

        var turn = Unsafe.As<Turn>(item);
        if (!Admits(turn.Mode))
        {
            if (Keeps(turn))
            {
                _waitingInterleaved += turn.Mode == TurnMode.Interleaved ? 1 : 0;
                _waiting.Add(turn);
            }

            return;
        }

        _current = turn;
        var outcome = BeginTurn(turn);
        _current = null;
        if (outcome.IsCompleted)
        {
            EndTurn(turn, outcome);
        }
        else
        {
            Suspend(turn, outcome);
        }
    }

    private void RunContinuation(PostedContinuation continuation)
    {
        try
        {
            continuation.Run();
        }
        catch (Exception failure)
        {
            OnStrayFailure(failure);
        }
    }

    /// <summary>While an activation waits for its last turns in order to end, it still admits interleaving ones, for
    /// which those may be waiting.</summary>
    private bool Admits(TurnMode mode) => IsReady
        ? mode == TurnMode.Interleaved || AllInterleave || (!_exclusive && (mode == TurnMode.ReadOnly || _readers == 0))
        : (mode == TurnMode.Interleaved || AllInterleave) && RunningCount > 0;

    private Turn? TakeAdmissible()
    {
        if (_exclusive && _waitingInterleaved == 0 && !AllInterleave)
        {
            return null;
        }

        Turn? previous = null;
        for (var turn = _waiting.First; turn is not null; previous = turn, turn = (Turn?)turn.Next)
        {
            if (Admits(turn.Mode))
            {
                _waitingInterleaved -= turn.Mode == TurnMode.Interleaved ? 1 : 0;
                return _waiting.RemoveAfter(previous);
            }
        }

        return null;
    }

    private void Unlink(SuspendedTurn suspended)
    {
        if (suspended.Previous is null)
        {
            _suspended = suspended.Next;
        }
        else
        {
            suspended.Previous.Next = suspended.Next;
        }

        if (suspended.Next is not null)
        {
            suspended.Next.Previous = suspended.Previous;
        }
    }
}
