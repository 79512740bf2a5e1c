using System.Runtime.ExceptionServices;
using Tripline.Storage.Checkpoints;
using Tripline.Streams.Log;

namespace Tripline.Streams.Pump;

/// <summary>The work of one pump: read a run, hand it out, write a checkpoint when one is due, again and again.
/// </summary>
internal sealed class PumpLoop
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RejectedBound = TimeSpan.FromSeconds(2);
    private readonly Lock _sourcesGate = new();
    private readonly SourceProgress _sources = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PumpServices _services;
    private readonly PumpProgress _progress;
    private readonly PumpWake _wake;
    private readonly PumpCheckpoint _checkpoint;
    private readonly RunGrouping _grouping;
    private readonly RunDelivery _delivery;
    private readonly int _partition;
    private readonly CancellationToken _stopping;
    private readonly CancellationToken _aborting;
    private ITickLogReader _reader = null!;
    private long _startEnd;
    private long _nextOffset;
    private long _tickCount;
    private long _toldOffset = -1;

    /// <param name="partition">The partition.</param>
    /// <param name="generation">The generation with which it is held.</param>
    /// <param name="services">What the pump works with.</param>
    /// <param name="progress">Where it tells how far it is.</param>
    /// <param name="wake">Called when there is more to read, a checkpoint may be due, or it shall stop.</param>
    /// <param name="stopping">Ends the loop after the run that is under way, with a checkpoint.</param>
    /// <param name="aborting">Ends it as soon as may be, without one.</param>
    public PumpLoop(
        int partition,
        long generation,
        PumpServices services,
        PumpProgress progress,
        PumpWake wake,
        CancellationToken stopping,
        CancellationToken aborting)
    {
        _partition = partition;
        _services = services;
        _progress = progress;
        _wake = wake;
        _stopping = stopping;
        _aborting = aborting;
        _grouping = new RunGrouping(_sources);
        _delivery = new RunDelivery(partition, generation, services.Consumer);
        _checkpoint = new PumpCheckpoint(partition, services, progress, wake);
    }

    /// <summary>Completes once the loop passed the end that the log had at start.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>The sequence up to which all of a source's ticks are in the log, as far as this partition
    /// knows.</summary>
    public long? CompleteThrough(string source)
    {
        lock (_sourcesGate)
        {
            return _sources.CompleteThrough(source);
        }
    }

    /// <summary>Says where to begin, before <see cref="RunAsync"/>.</summary>
    /// <param name="reader">Reads from <paramref name="nextOffset"/> on.</param>
    /// <param name="found">The last checkpoint; null before the first one.</param>
    /// <param name="nextOffset">Offset of the first record to read.</param>
    /// <param name="startEnd">The end of the log that counts as caught up.</param>
    public void Prepare(ITickLogReader reader, PartitionCheckpoint? found, long nextOffset, long startEnd)
    {
        (_reader, _nextOffset, _startEnd) = (reader, nextOffset, startEnd);
        _tickCount = found?.TickCount ?? 0;
        _checkpoint.Start(found);
        if (found is not null)
        {
            lock (_sourcesGate)
            {
                _sources.Load(found.SourceSequences);
            }
        }
    }

    /// <summary>Runs until it is told to stop.</summary>
    /// <exception cref="Storage.StaleOwnerException">Another silo has taken the partition.</exception>
    public async Task RunAsync()
    {
        try
        {
            await PumpAsync();
        }
        finally
        {
            // Whatever ended the loop: nothing of it is written after this.
            try
            {
                await _checkpoint.EndAsync();
                TellLog();
            }
            finally
            {
                PumpMessages.Ended(_services.Logger, _partition, _nextOffset, _progress.CheckpointOffset);
            }
        }
    }

    private async Task PumpAsync()
    {
        var run = new RecordRun(_services.Options.MaxRunBytes, _services.Options.MaxRunTicks);
        while (!_stopping.IsCancellationRequested)
        {
            NoteCaughtUp();
            if (!await TryReadAsync(run))
            {
                await _wake.WaitAsync();
            }
            else if (!await PassAsync(run))
            {
                // Given up on the way: what the symbols hold is beyond the position, so nothing may be written.
                return;
            }

            TellLog();
            if (_checkpoint.IsDue)
            {
                await BeginCheckpointAsync();
            }

            // Other pumps wait for a thread as well.
            await Task.Yield();
        }

        if (!_aborting.IsCancellationRequested)
        {
            await BeginCheckpointAsync();
        }
    }

    private async ValueTask<bool> TryReadAsync(RecordRun run)
    {
        for (var delay = FirstRetryDelay; ; delay = Longer(delay))
        {
            try
            {
                return _reader.TryRead(run);
            }
            catch (IOException exception)
            {
                _progress.DeliveryFailed($"The log cannot be read: {exception.Message}");
                PumpMessages.ReadFailed(_services.Logger, _partition, _nextOffset, delay, exception);
            }

            if (!await PauseAsync(delay))
            {
                return false;
            }
        }
    }

    /// <summary>False when it was stopped before all symbols took their ticks.</summary>
    private async ValueTask<bool> PassAsync(RecordRun run)
    {
        lock (_sourcesGate)
        {
            _grouping.Load(run);
        }

        foreach (var damage in run.Damage)
        {
            PumpMessages.Damaged(_services.Logger, _partition, damage.From, damage.Until, damage.Reason);
        }

        foreach (var offset in _grouping.Unreadable)
        {
            PumpMessages.Unreadable(_services.Logger, _partition, offset);
        }

        await _delivery.DeliverAsync(_grouping, _grouping.Present, _aborting);
        for (var delay = FirstRetryDelay; _delivery.FailedCount > 0; delay = Longer(delay))
        {
            if (_delivery.Failure is { } failure && failure.IsStaleOwnerOf(_partition))
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            _progress.DeliveryFailed($"{_delivery.FailedCount} symbols did not take their ticks: {_delivery.Failure?.Message}");
            PumpMessages.DeliveryFailed(_services.Logger, _partition, _delivery.FailedCount, delay, _delivery.Failure);
            if (!await PauseAsync(delay))
            {
                return false;
            }

            await _delivery.DeliverAsync(_grouping, _delivery.Failed, _aborting);
        }

        if (!await AreRejectedStoredAsync(run))
        {
            return false;
        }

        _nextOffset = run.NextOffset;
        _tickCount = run.Records.IsEmpty ? _tickCount : _grouping.TicksAfter ?? _tickCount + run.TickCount;
        _progress.Passed(
            _nextOffset,
            _tickCount,
            _grouping.Repeats,
            run.Damage.Count + _grouping.Unreadable.Count,
            run.RejectedCount);
        return true;
    }

    // Before the position passes them: after a crash they would be in neither place.
    private async ValueTask<bool> AreRejectedStoredAsync(RecordRun run)
    {
        try
        {
            if (!await AreRejectedStoredSoonAsync(run))
            {
                _progress.DeliveryFailed(
                    $"{run.RejectedCount} records that cannot be read wait until the dead-letter topic takes them.");
                await run.RejectedStored.WaitAsync(_stopping);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async ValueTask<bool> AreRejectedStoredSoonAsync(RecordRun run)
    {
        try
        {
            await run.RejectedStored.WaitAsync(RejectedBound, _services.Time, _stopping);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private ValueTask BeginCheckpointAsync() =>
        _checkpoint.BeginAsync(_nextOffset, _tickCount, _sources, _aborting);

    private void TellLog()
    {
        if (_progress.CheckpointOffset is >= 0 and var offset && offset != _toldOffset)
        {
            _toldOffset = offset;
            _services.Log.Checkpointed(_partition, offset);
        }
    }

    private async ValueTask<bool> PauseAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _services.Time, _stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TimeSpan Longer(TimeSpan delay) =>
        delay * 2 < _services.Options.MaxRetryDelay ? delay * 2 : _services.Options.MaxRetryDelay;

    private void NoteCaughtUp()
    {
        if (_nextOffset >= _startEnd)
        {
            _caughtUp.TrySetResult();
        }
    }
}
