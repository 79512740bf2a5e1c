namespace Tripline.Bench.Failover;

/// <summary>When each probe was produced, and when its trigger was first seen. A probe is a tick that fires; its event
/// time tells it from the others of its partition. Any thread may call it.</summary>
/// <param name="time">The clock.</param>
/// <param name="partitions">How many partitions there are.</param>
internal sealed class ProbeLedger(TimeProvider time, int partitions)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Partition, long TimeMs), long> _waiting = [];
    private readonly List<(long ProducedAt, long SeenAt)>[] _seen =
        [.. Enumerable.Range(0, partitions).Select(_ => new List<(long, long)>())];

    /// <summary>Probes whose trigger was not seen yet.</summary>
    public IReadOnlyList<(int Partition, long TimeMs)> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting.Keys.Order()];
            }
        }
    }

    /// <summary>Notes that a probe is produced now.</summary>
    public void Produced(int partition, long timeMs)
    {
        lock (_gate)
        {
            _waiting[(partition, timeMs)] = time.GetTimestamp();
        }
    }

    /// <summary>Notes that its trigger is seen now; later times do not count.</summary>
    public void Seen(int partition, long timeMs)
    {
        lock (_gate)
        {
            if (_waiting.Remove((partition, timeMs), out var producedAt))
            {
                _seen[partition].Add((producedAt, time.GetTimestamp()));
            }
        }
    }

    /// <summary>Forgets the times of triggers that were seen.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Array.ForEach(_seen, times => times.Clear());
        }
    }

    /// <summary>Whether the trigger of a probe that was produced since then was seen, in each of some partitions.</summary>
    public bool Flow(IEnumerable<int> some, long since)
    {
        lock (_gate)
        {
            return some.All(partition => _seen[partition] is [.., var last] && last.ProducedAt >= since);
        }
    }

    /// <summary>The longest time that a probe produced since then had to wait for its trigger, in the worst of some
    /// partitions.</summary>
    public TimeSpan LongestWait(IEnumerable<int> some, long since)
    {
        lock (_gate)
        {
            return some
                .SelectMany(partition => _seen[partition])
                .Where(probe => probe.ProducedAt >= since)
                .Max(probe => time.GetElapsedTime(probe.ProducedAt, probe.SeenAt));
        }
    }
}
