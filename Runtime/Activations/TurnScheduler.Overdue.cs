namespace Tripline.Runtime.Activations;

/// <content>What the sweeper sees of the turns, from outside and without stopping them.</content>
internal abstract partial class TurnScheduler
{
    // Lists may change under the walk, so that it may miss turns (the next sweep sees them) or run in a circle.
    private const int MaxWalk = 1_000_000;

    /// <summary>Whether turns have begun or wait, other than those in the inbox.</summary>
    protected bool HasOutstanding => RunningCount > 0 || _waiting.Count > 0;

    /// <summary>Whether nothing runs or waits.</summary>
    protected bool IsQuiet => Volatile.Read(ref _inbox) is null && !HasOutstanding;

    /// <summary>Answers every call that is past its time or cancelled.</summary>
    internal void AnswerOverdue(long nowMs)
    {
        Volatile.Read(ref _current)?.AnswerIfOverdue(nowMs);
        AnswerOverdue(_waiting.First, nowMs);
        AnswerOverdue(Volatile.Read(ref _taken), nowMs);
        AnswerOverdue(Volatile.Read(ref _inbox), nowMs);
        var steps = 0;
        for (var link = Volatile.Read(ref _suspended); link is not null && steps < MaxWalk; link = link.Next, steps++)
        {
            link.Turn.AnswerIfOverdue(nowMs);
        }
    }

    private static void AnswerOverdue(TurnItem? item, long nowMs)
    {
        for (var steps = 0; item is not null && steps < MaxWalk; item = item.Next, steps++)
        {
            (item as Turn)?.AnswerIfOverdue(nowMs);
        }
    }
}
