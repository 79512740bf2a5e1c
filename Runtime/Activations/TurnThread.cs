namespace Tripline.Runtime.Activations;

/// <summary>Says which activation a thread runs right now, so that the sweeper finds calls behind one that keeps its
/// thread busy.</summary>
internal sealed class TurnThread
{
    private static readonly Lock Gate = new();
    private static readonly List<WeakReference<TurnThread>> Threads = [];

    // The pool's local queue is last in, first out: what a running turn schedules runs next, on a warm cache, and what
    // lies below may wait for ever behind two grains that call each other. So each eighth goes to the shared queue, by
    // which the local one drains. Always taking the shared one would cost 70 ns more a call (bench: calls).
    private const int LocalRun = 8;

    [ThreadStatic]
    private static TurnThread? t_current;

    internal TurnScheduler? Running;
    private int _localCount;

    internal static TurnThread Current => t_current ?? Register();

    /// <summary>Whether the next activation that this thread schedules goes to its own queue of the pool.</summary>
    internal static bool PrefersLocal()
    {
        if (t_current is not { } thread)
        {
            return false;
        }

        thread._localCount = (thread._localCount + 1) % LocalRun;
        return thread._localCount != 0;
    }

    /// <summary>Adds the schedulers that run now.</summary>
    internal static void CollectRunning(List<TurnScheduler> running)
    {
        lock (Gate)
        {
            for (var index = Threads.Count - 1; index >= 0; index--)
            {
                if (!Threads[index].TryGetTarget(out var thread))
                {
                    Threads.RemoveAt(index);
                }
                else if (Volatile.Read(ref thread.Running) is { } scheduler)
                {
                    running.Add(scheduler);
                }
            }
        }
    }

    private static TurnThread Register()
    {
        var thread = new TurnThread();
        t_current = thread;
        lock (Gate)
        {
            Threads.Add(new WeakReference<TurnThread>(thread));
        }

        return thread;
    }
}
