using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Activations;

/// <summary>A call, a stream's item or a timer's tick: what an activation admits by its mode and then runs to its end.
/// </summary>
internal abstract class Turn : TurnItem
{
    /// <summary>How it ended; null before.</summary>
    internal Task? Outcome;

    /// <summary>How often it was passed on because an activation ended before it began.</summary>
    internal byte PassedOnCount;

    /// <summary>How far it comes through a partition's gate.</summary>
    internal Admission Admission;

    /// <summary>Whether it came from another silo.</summary>
    internal bool IsIncoming;

    /// <summary>Whether it has begun.</summary>
    internal volatile bool HasBegun;

    /// <summary>Whether somebody calls the grain by it: it counts as a call, and goes on to the next activation when it
    /// has not begun at the end of one.</summary>
    internal virtual bool IsCall => true;

    /// <summary>Whether idle collection counts it as use of the grain.</summary>
    internal virtual bool CountsAsUse => true;

    /// <summary>Whether the turn need not begin, because it is cancelled or its time is over; with which outcome.</summary>
    internal virtual bool IsStale(long nowMs, out Task outcome)
    {
        outcome = Task.CompletedTask;
        return false;
    }

    /// <summary>Begins it, within the activation's turn. May throw.</summary>
    internal abstract Task Begin(GrainActivation activation);

    /// <summary>Takes its outcome, still within the activation's turn.</summary>
    internal virtual void End(GrainActivation activation, Task outcome) => Outcome = outcome;

    /// <summary>Answers with a failure if its time is over or it is cancelled; called by the sweeper from outside of the
    /// turn.</summary>
    internal virtual void AnswerIfOverdue(long nowMs)
    {
    }
}
