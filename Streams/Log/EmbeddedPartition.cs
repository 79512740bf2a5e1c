using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Streams.Log;

/// <summary>One partition of the embedded log: the bundles that wait, their commits, and what is durable.</summary>
internal sealed class EmbeddedPartition : ICommitWork, IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly int _number;
    private readonly TickLogOptions _options;
    private readonly CommitThreads _threads;
    private readonly ILogger _logger;
    private List<RecordBundle> _waiting = [];
    private List<RecordBundle> _committing = [];
    private PartitionWriter? _writer;
    private TimeSpan _lastCommit;
    private int _waitingBytes;
    private volatile bool _closed;
    private long _dueAt;
    private long _pausedUntil;
    private long _durableEnd;
    private long _durableTicks;
    private Action? _durable;
    private volatile string? _problem;

    public EmbeddedPartition(int number, string folder, TickLogOptions options, CommitThreads threads, ILogger logger)
    {
        _number = number;
        _options = options;
        _threads = threads;
        _logger = logger;
        Files = new SegmentFiles(folder, "ticks", options.SegmentBytes);
        (_durableEnd, _durableTicks) = FindEnd();
        _writer = new PartitionWriter(Files, Begin, _durableEnd, _durableTicks);
        TickLogMessages.Opened(logger, number, Begin, _durableEnd, _durableTicks);
    }

    public SegmentFiles Files { get; }

    public bool IsBeingDone { get; set; }

    public long DueAt => Volatile.Read(ref _dueAt);

    public long DurableEnd => Volatile.Read(ref _durableEnd);

    /// <summary>What keeps the partition from taking writes; null when nothing does.</summary>
    public string? Problem => _problem;

    /// <summary>Whether its files are closed, or about to be.</summary>
    public bool IsClosed => _closed;

    public PartitionRange Range
    {
        get
        {
            lock (_gate)
            {
                return new PartitionRange(Begin, _durableEnd, _durableTicks);
            }
        }
    }

    private long Begin => Math.Max(Math.Max(Files.First, 0) * Files.SegmentBytes, LogFrame.FirstAddress);

    public void OnDurable(Action callback, bool add)
    {
        lock (_gate)
        {
            _durable = add ? _durable + callback : _durable - callback;
        }
    }

    /// <summary>Notes beside the files how far the partition is durable.</summary>
    public void Mark()
    {
        var range = Range;
        DurableMark.Write(Files.Folder, range.End, range.TickCount);
    }

    public ValueTask AppendAsync(RecordBundle bundle)
    {
        bundle.Finish();
        var now = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromException(new IOException("The tick log is closed."));
            }

            if (_waitingBytes > 0 && _waitingBytes + bundle.Bytes > _options.MaxWaitingBytes)
            {
                return ValueTask.FromException(new IOException(
                    $"Partition {_number} of the tick log has {_waitingBytes:N0} bytes waiting for the disk. Try again later."));
            }

            bundle.QueuedAt = now;
            _waiting.Add(bundle);
            _waitingBytes += bundle.Bytes;
            if (_waiting.Count == 1 || _waitingBytes >= _options.GroupCommitBytes)
            {
                Volatile.Write(ref _dueAt, Math.Max(now, _pausedUntil));
            }
        }

        var durable = bundle.WaitAsync();
        _threads.Schedule(this);
        return durable;
    }

    public void Work()
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            TakeWaiting();
            Commit();
            Finish(null);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        _lastCommit = TimeProvider.System.GetElapsedTime(started);
        ScheduleNext();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
        }

        Mark();
        CloseWriter();
        Files.Dispose();
        _committing.AddRange(_waiting);
        _waiting.Clear();
        Complete(new IOException("The tick log was closed before the ticks were durable."));
    }

    private (long End, long TickCount) FindEnd()
    {
        var found = LogTail.Find(Files);
        var marked = DurableMark.Read(Files.Folder);
        if (marked.End > found.End && marked.End <= (Files.Last + 1) * Files.SegmentBytes)
        {
            TickLogMessages.EndDamaged(_logger, _number, found.End, marked.End, marked.TickCount - found.TickCount);
            return marked;
        }

        return found;
    }

    private void TakeWaiting()
    {
        lock (_gate)
        {
            var taken = 0;
            var bytes = 0;
            while (taken < _waiting.Count && (taken == 0 || bytes < _options.GroupCommitBytes))
            {
                bytes += _waiting[taken++].Bytes;
            }

            if (taken == _waiting.Count)
            {
                (_waiting, _committing) = (_committing, _waiting);
            }
            else
            {
                _committing.AddRange(_waiting.GetRange(0, taken));
                _waiting.RemoveRange(0, taken);
            }

            _waitingBytes -= bytes;
        }
    }

    private void Commit()
    {
        _writer ??= new PartitionWriter(Files, Begin, _durableEnd, _durableTicks);
        foreach (var bundle in _committing)
        {
            _writer.Add(bundle);
        }

        if (_committing.Count == 0 && _problem is not null)
        {
            Probe();
        }

        _writer.Commit();
    }

    private void Finish(Exception? failure)
    {
        Action? durable = null;
        if (failure is null)
        {
            lock (_gate)
            {
                Volatile.Write(ref _durableEnd, _writer!.DurableEnd);
                _durableTicks = _writer.DurableTickCount;
                durable = _durable;
            }

            if (_problem is not null)
            {
                _problem = null;
                TickLogMessages.Recovered(_logger, _number);
            }
        }

        // Pumps first: their work is what the appender's caller waits to see.
        durable?.Invoke();
        Complete(failure);
    }

    private void Complete(Exception? failure)
    {
        foreach (var bundle in _committing)
        {
            bundle.Complete(failure);
        }

        _committing.Clear();
    }

    // FasterLog takes nothing more after a failed write, so a new one is opened at the last durable end when the next
    // append comes. What the failed commit left behind it is cut away first, or a crash could bring it back.
    private void Fail(Exception exception)
    {
        CloseWriter();
        var problem = $"The tick log cannot be written to {Files.Folder}: {exception.Message} "
            + "Free disk space or make the folder writable; appends go on by themselves then.";
        if (_problem is null)
        {
            TickLogMessages.Failed(_logger, _number, problem, exception);
        }

        _problem = problem;
        lock (_gate)
        {
            _pausedUntil = TimeProvider.System.GetTimestamp() + Timestamps(PauseAfterFailure);
        }

        Finish(new IOException(problem, exception));
    }

    private void CloseWriter()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (Exception exception)
        {
            TickLogMessages.CloseFailed(_logger, _number, exception);
        }

        _writer = null;
    }

    private void Probe()
    {
        var path = Path.Combine(Files.Folder, "probe");
        using (var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, new byte[LogFrame.PageBytes], 0);
            DiskSync.File(handle);
        }

        File.Delete(path);
    }

    private void ScheduleNext()
    {
        lock (_gate)
        {
            if (_closed || (_waiting.Count == 0 && _problem is null))
            {
                return;
            }

            var now = TimeProvider.System.GetTimestamp();
            var hold = _lastCommit < _options.GroupCommitDelay ? _lastCommit : _options.GroupCommitDelay;
            var dueAt = _waiting.Count == 0 ? now + Timestamps(ProbeInterval)
                : _waitingBytes >= _options.GroupCommitBytes ? now
                : _waiting[0].QueuedAt + Timestamps(hold);
            Volatile.Write(ref _dueAt, Math.Max(dueAt, _pausedUntil));
        }

        _threads.Schedule(this);
    }

    private static long Timestamps(TimeSpan span) => (long)(span.TotalSeconds * TimeProvider.System.TimestampFrequency);
}
