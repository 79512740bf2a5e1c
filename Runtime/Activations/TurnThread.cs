namespace Tripline.Runtime.Activations;

/// <summary>Says which activation a thread runs right now, so that the sweeper finds calls behind one that keeps its
/// thread busy.</summary>
internal sealed class TurnThread
{
    private static readonly Lock Gate = new();
    private static readonly List<WeakReference<TurnThread>> Threads = [];

    [ThreadStatic]
    private static TurnThread? t_current;

    internal TurnScheduler? Running;

    internal static TurnThread Current => t_current ?? Register();

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
