using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Tripline.Streams.Log;

namespace Tripline.Streams.Provider;

/// <summary>One consumer's window over a partition's log: one run of records in memory, read when it is asked for. Used by
/// the turns of one pulling agent only.</summary>
/// <param name="queue">The partition's queue.</param>
/// <param name="offset">Offset of the first record to read.</param>
internal sealed partial class TickLogCursor(TickQueue queue, long offset) : IQueueCacheCursor
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(5);

    private long _next = offset;

    // A consumer is asked once where it is, although there may be nothing to read: only a delivery has Orleans ask.
    private int _pokes = queue.Pokes - 1;

    private ITickLogReader? _reader;
    private RecordRun? _run;
    private bool _isHeld;
    private TickRun? _current;
    private TimeSpan _delay = FirstRetryDelay;
    private volatile bool _isDisposed;

    /// <inheritdoc/>
    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    /// <inheritdoc/>
    [Obsolete("MoveNextWithResult is used.")]
    public bool MoveNext() => TryMove();

    /// <inheritdoc/>
    public QueueCacheCursorMoveResult MoveNextWithResult() =>
        TryMove() ? QueueCacheCursorMoveResult.Success : QueueCacheCursorMoveResult.NoData;

    /// <inheritdoc/>
    public void Refresh(StreamSequenceToken token)
    {
        // It reads the log, which knows by itself what is new.
    }

    /// <inheritdoc/>
    public void RecordDeliveryFailure()
    {
        // The pulling agent delivers the same run again.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _reader?.Dispose();
        _reader = null;
    }

    private bool TryMove()
    {
        _current = null;
        if (!_isDisposed && TryRead())
        {
            _current = new TickRun(queue.Partition, _next, _run!);
            _next = _run!.NextOffset;
            return true;
        }

        if (queue.Pokes == _pokes || _isHeld)
        {
            return false;
        }

        _pokes = queue.Pokes;
        _current = TickRun.Empty(queue.Partition, _next, queue.NextMark());
        return true;
    }

    private bool TryRead()
    {
        try
        {
            if (!_isHeld)
            {
                _reader ??= Open();
                _run ??= new RecordRun(queue.Options.MaxRunBytes, queue.Options.MaxRunTicks);
                _isHeld = _reader.TryRead(_run);
            }

            _delay = FirstRetryDelay;
            queue.HeldUp = null;
            return _isHeld && AreRejectedStored(_run!);
        }
        catch (IOException failure)
        {
            _reader?.Dispose();
            _reader = null;
            queue.HeldUp = $"The log cannot be read at offset {_next}: {failure.Message}";
            LogReadFailed(queue.Logger, failure, queue.Partition, _next, _delay);
            _ = RingLaterAsync(_delay);
            _delay = _delay * 2 < MaxRetryDelay ? _delay * 2 : MaxRetryDelay;
            return false;
        }
    }

    private ITickLogReader Open()
    {
        var begin = queue.Log.Range(queue.Partition).Begin;
        if (begin > _next)
        {
            // Zero is the beginning, wherever that is.
            if (_next > 0)
            {
                LogGone(queue.Logger, queue.Partition, _next, begin);
            }

            _next = begin;
        }

        var reader = queue.Log.OpenReader(queue.Partition, _next);
        reader.OnDurable(queue.Ring);
        return reader;
    }

    // What cannot be read must be durable among the dead letters before the run passes: after a crash it would be in
    // neither place.
    private bool AreRejectedStored(RecordRun run)
    {
        if (run.RejectedStored is { IsCompletedSuccessfully: false } storing)
        {
            _ = storing.ContinueWith(
                static (_, queue) => ((TickQueue)queue!).Ring(), queue, CancellationToken.None,
                TaskContinuationOptions.None, TaskScheduler.Default);
            queue.HeldUp =
                $"The dead-letter topic does not take {run.RejectedCount} records from offset {_next} on that cannot be read.";
            return false;
        }

        _isHeld = false;
        return true;
    }

    private async Task RingLaterAsync(TimeSpan delay)
    {
        await Task.Delay(delay, queue.Time, CancellationToken.None).ConfigureAwait(false);
        queue.Ring();
    }

    [LoggerMessage(LogLevel.Error,
        "Partition {Partition}: the log cannot be read at offset {Offset}; trying again in {Delay}.")]
    private static partial void LogReadFailed(
        ILogger logger, Exception failure, int partition, long offset, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning,
        "Partition {Partition}: a consumer of its stream is at offset {Offset}, but the log begins at {Begin}; retention removed the ticks in between, and the consumer goes on after them.")]
    private static partial void LogGone(ILogger logger, int partition, long offset, long begin);
}
