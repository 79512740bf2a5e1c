namespace Tripline.Streams.Log;

/// <summary>A few threads that commit for all partitions: each commit blocks one of them until the disk has it, so that
/// no thread of the pool ever waits for the disk. Runs on the machine's own clock, as the disk does.</summary>
internal sealed class CommitThreads : IDisposable
{
    private readonly object _gate = new();
    private readonly List<ICommitWork> _due = [];
    private readonly Thread[] _threads;
    private bool _stopped;

    public CommitThreads(int count)
    {
        _threads = new Thread[Math.Max(count, 1)];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Run) { IsBackground = true, Name = $"Tick log commits {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Has the work done as soon as its <see cref="ICommitWork.DueAt"/> says and it is not being done.</summary>
    public void Schedule(ICommitWork work)
    {
        lock (_gate)
        {
            if (!_due.Contains(work))
            {
                _due.Add(work);
            }

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends the threads; work that is not being done is dropped.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Run()
    {
        while (Take() is { } work)
        {
            work.Work();
            lock (_gate)
            {
                work.IsBeingDone = false;
                Monitor.Pulse(_gate);
            }
        }
    }

    private ICommitWork? Take()
    {
        lock (_gate)
        {
            while (!_stopped)
            {
                var now = TimeProvider.System.GetTimestamp();
                var next = long.MaxValue;
                for (var i = 0; i < _due.Count; i++)
                {
                    var work = _due[i];
                    var dueAt = work.DueAt;
                    if (work.IsBeingDone)
                    {
                        continue;
                    }

                    if (dueAt <= now)
                    {
                        _due.RemoveAt(i);
                        work.IsBeingDone = true;
                        return work;
                    }

                    next = Math.Min(next, dueAt);
                }

                Wait(next, now);
            }

            return null;
        }
    }

    private void Wait(long next, long now)
    {
        if (next == long.MaxValue)
        {
            Monitor.Wait(_gate);
        }
        else
        {
            Monitor.Wait(_gate, (int)Math.Clamp(Math.Ceiling(TimeProvider.System.GetElapsedTime(now, next).TotalMilliseconds), 1, 1000));
        }
    }
}
