using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Activations;

/// <summary>
/// Runs turns one at a time on the thread pool. The inbox is one word: null when idle, otherwise the newest item of a list
/// that any thread may add to; whoever adds to an idle inbox schedules the run. The runner alone touches all other fields.
/// It is also the synchronisation context of its turns, so that what follows an await comes back as a turn.
/// </summary>
internal abstract partial class TurnScheduler : SynchronizationContext, IThreadPoolWorkItem
{
    private const int MaxTurnsPerRun = 64;
    private static readonly TurnItem Busy = new PostedContinuation(static _ => { }, null);

    private TurnItem? _inbox;
    private TurnItem? _taken;
    private TurnItem? _answerFirst;
    private TurnItem? _answerLast;

    /// <summary>Whether this thread is in a turn of this scheduler.</summary>
    internal bool IsOnTurn => ReferenceEquals(Current, this);

    /// <summary>Adds an item; it runs when its turn comes. Safe from any thread.</summary>
    internal void Push(TurnItem item)
    {
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            item.Next = ReferenceEquals(head, Busy) ? null : head;
            item.Depth = head is null ? 1 : head.Depth + 1;
            var seen = Interlocked.CompareExchange(ref _inbox, item, head);
            if (ReferenceEquals(seen, head))
            {
                break;
            }

            head = seen;
        }

        if (head is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, TurnThread.PrefersLocal());
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => Push(new PostedContinuation(d, state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A grain's turn cannot be waited for by blocking a thread.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    void IThreadPoolWorkItem.Execute()
    {
        var thread = TurnThread.Current;
        thread.Running = this;
        SetSynchronizationContext(this);
        var released = RunTurns(out var answers);
        if (!released)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        WatchIfOutstanding();
        SetSynchronizationContext(null);
        thread.Running = null;
        if (answers is not null)
        {
            AnswerAll(answers);
        }
    }

    /// <summary>Takes the turn on the calling thread if nothing runs or waits; <see cref="Leave"/> must follow.</summary>
    protected bool TryEnter() => Interlocked.CompareExchange(ref _inbox, Busy, null) is null;

    /// <summary>Gives back a turn that was taken by <see cref="TryEnter"/>.</summary>
    protected void Leave()
    {
        if (!IsReady || _recheck || _answerFirst is not null
            || !ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Busy), Busy))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }

        WatchIfOutstanding();
    }

    /// <summary>Answers a turn once the present run of turns is over.</summary>
    protected void AnswerLater(Turn turn)
    {
        turn.Next = null;
        if (_answerLast is null)
        {
            _answerFirst = turn;
        }
        else
        {
            _answerLast.Next = turn;
        }

        _answerLast = turn;
    }

    /// <summary>Answers what ended. A caller's code may run within its answer, on this thread and for as long as it
    /// likes; so each answer but the last one goes to the pool first.</summary>
    private static void AnswerAll(TurnItem item)
    {
        while (item.Next is { } next)
        {
            item.Next = null;
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
            item = next;
        }

        item.Answer();
    }

    /// <summary>Runs turns until there are none or others deserve the thread; true when the turn was given back. Answers
    /// are given only then, so that a caller's code never holds a grain.</summary>
    private bool RunTurns(out TurnItem? answers)
    {
        var startedMs = 0L;
        for (var turns = 1; ; turns++)
        {
            if (!IsReady)
            {
                Transition();
            }

            if (NextItem() is not { } item)
            {
                answers = TakeAnswers();
                if (ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Busy), Busy))
                {
                    return true;
                }

                _answerFirst = answers;
                _answerLast = LastOf(answers);
                continue;
            }

            Run(item);
            if (turns == 2)
            {
                startedMs = Environment.TickCount64;
            }
            else if (turns > 2 && (turns >= MaxTurnsPerRun || Environment.TickCount64 != startedMs))
            {
                answers = TakeAnswers();
                return false;
            }
        }
    }

    private TurnItem? NextItem()
    {
        if (_recheck)
        {
            if (TakeAdmissible() is { } admissible)
            {
                return admissible;
            }

            _recheck = false;
        }

        var item = _taken;
        if (item is null)
        {
            if (ReferenceEquals(Volatile.Read(ref _inbox), Busy))
            {
                return null;
            }

            item = Interlocked.Exchange(ref _inbox, Busy)!;
            if (item.Next is not null)
            {
                item = Reverse(item);
            }
        }

        _taken = item.Next;
        item.Next = null;
        return item;
    }

    private TurnItem? TakeAnswers()
    {
        var answers = _answerFirst;
        _answerFirst = null;
        _answerLast = null;
        return answers;
    }

    private static TurnItem? LastOf(TurnItem? item)
    {
        while (item?.Next is { } next)
        {
            item = next;
        }

        return item;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TurnItem Reverse(TurnItem newest)
    {
        TurnItem? done = null;
        for (TurnItem? item = newest; item is not null;)
        {
            var next = item.Next;
            item.Next = done;
            done = item;
            item = next;
        }

        return done!;
    }
}
