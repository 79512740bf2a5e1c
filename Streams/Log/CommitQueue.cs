namespace Tripline.Streams.Log;

/// <summary>The bundles that wait for one partition's next commit, and when that is due.</summary>
internal sealed class CommitQueue(int partition, TickLogOptions options)
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly List<RecordBundle> _waiting = [];
    private volatile bool _closed;
    private int _waitingBytes;
    private long _dueAt;
    private long _pausedUntil;

    /// <summary>Timestamp at which the next commit is due.</summary>
    public long DueAt => Volatile.Read(ref _dueAt);

    /// <summary>Whether it takes no more bundles.</summary>
    public bool IsClosed => _closed;

    /// <summary>Queues the bundle; gives the reason when it is refused.</summary>
    public IOException? TryAdd(RecordBundle bundle)
    {
        var now = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            if (_closed)
            {
                return new IOException("The tick log is closed.");
            }

            if (_waitingBytes > 0 && _waitingBytes + bundle.Bytes > options.MaxWaitingBytes)
            {
                return new IOException(
                    $"Partition {partition} of the tick log has {_waitingBytes:N0} bytes waiting for the disk. Try again later.");
            }

            bundle.QueuedAt = now;
            _waiting.Add(bundle);
            _waitingBytes += bundle.Bytes;
            if (_waiting.Count == 1 || _waitingBytes >= options.GroupCommitBytes)
            {
                Volatile.Write(ref _dueAt, Math.Max(now, _pausedUntil));
            }

            return null;
        }
    }

    /// <summary>Moves what one commit takes, oldest first: at least one bundle, and no more once the commit's bytes are
    /// reached.</summary>
    public void Take(List<RecordBundle> taken)
    {
        lock (_gate)
        {
            var count = 0;
            var bytes = 0;
            while (count < _waiting.Count && (count == 0 || bytes < options.GroupCommitBytes))
            {
                bytes += _waiting[count].Bytes;
                taken.Add(_waiting[count++]);
            }

            _waiting.RemoveRange(0, count);
            _waitingBytes -= bytes;
        }
    }

    /// <summary>Sets when the next commit is due; false when nothing is to be done.</summary>
    /// <param name="lastCommit">How long the last commit took: a bundle is held back no longer than that.</param>
    /// <param name="failing">Whether it failed: then the disk is tried again even if nobody waits.</param>
    public bool PlanNext(TimeSpan lastCommit, bool failing)
    {
        var now = TimeProvider.System.GetTimestamp();
        var hold = lastCommit < options.GroupCommitDelay ? lastCommit : options.GroupCommitDelay;
        lock (_gate)
        {
            if (_closed || (_waiting.Count == 0 && !failing))
            {
                return false;
            }

            var dueAt = _waiting.Count == 0 ? now + Timestamps(ProbeInterval)
                : _waitingBytes >= options.GroupCommitBytes ? now
                : _waiting[0].QueuedAt + Timestamps(hold);
            Volatile.Write(ref _dueAt, Math.Max(dueAt, _pausedUntil));
            return true;
        }
    }

    /// <summary>Lets no commit be due for a short while.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _pausedUntil = TimeProvider.System.GetTimestamp() + Timestamps(PauseAfterFailure);
        }
    }

    /// <summary>Refuses what comes from now on and hands out what still waits.</summary>
    public void Close(List<RecordBundle> left)
    {
        lock (_gate)
        {
            _closed = true;
            left.AddRange(_waiting);
            _waiting.Clear();
            _waitingBytes = 0;
        }
    }

    private static long Timestamps(TimeSpan span) => (long)(span.TotalSeconds * TimeProvider.System.TimestampFrequency);
}
