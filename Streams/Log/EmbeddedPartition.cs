using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Streams.Log;

/// <summary>One partition of the embedded log: its files, its commits, and what is durable.</summary>
internal sealed class EmbeddedPartition : ICommitWork, IDisposable
{
    private readonly Lock _gate = new();
    private readonly int _number;
    private readonly CommitThreads _threads;
    private readonly CommitQueue _queue;
    private readonly ILogger _logger;
    private readonly List<RecordBundle> _committing = [];
    private PartitionWriter? _writer;
    private long _durableEnd;
    private long _durableTicks;
    private Action? _durable;
    private volatile string? _problem;

    public EmbeddedPartition(int number, string folder, TickLogOptions options, CommitThreads threads, ILogger logger)
    {
        _number = number;
        _threads = threads;
        _queue = new CommitQueue(number, options);
        _logger = logger;
        Files = new SegmentFiles(folder, "ticks", options.SegmentBytes);
        (_durableEnd, _durableTicks) = FindEnd();
        _writer = new PartitionWriter(Files, Begin, _durableEnd, _durableTicks);
        TickLogMessages.Opened(logger, number, Begin, _durableEnd, _durableTicks);
    }

    public SegmentFiles Files { get; }

    public bool IsBeingDone { get; set; }

    public long DueAt => _queue.DueAt;

    public long DurableEnd => Volatile.Read(ref _durableEnd);

    /// <summary>What keeps the partition from taking writes; null when nothing does.</summary>
    public string? Problem => _problem;

    /// <summary>Whether its files are closed, or about to be.</summary>
    public bool IsClosed => _queue.IsClosed;

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
        var durable = bundle.WaitAsync();
        if (_queue.TryAdd(bundle) is { } refusal)
        {
            return ValueTask.FromException(refusal);
        }

        _threads.Schedule(this);
        return durable;
    }

    public void Work()
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            _queue.Take(_committing);
            Commit();
            Succeed();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        if (_queue.PlanNext(TimeProvider.System.GetElapsedTime(started), _problem is not null))
        {
            _threads.Schedule(this);
        }
    }

    public void Dispose()
    {
        _queue.Close(_committing);
        Mark();
        CloseWriter();
        Files.Dispose();
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

    private void Succeed()
    {
        Action? durable;
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

        // Partitions first: their work is what the appender's caller waits to see.
        durable?.Invoke();
        Complete(null);
    }

    // FasterLog takes nothing more after a failed write, so the next attempt opens a new one at the last durable end,
    // and cuts away what this one left behind that end, or a crash could bring it back.
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
        _queue.Pause();
        Complete(new IOException(problem, exception));
    }

    private void Complete(IOException? failure)
    {
        foreach (var bundle in _committing)
        {
            bundle.Complete(failure);
        }

        _committing.Clear();
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

    // With nothing to write, a file of a page's size tells whether there is room again.
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
}
