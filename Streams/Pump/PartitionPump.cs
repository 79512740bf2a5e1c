using Tripline.Streams.Log;

namespace Tripline.Streams.Pump;

/// <summary>Moves one partition's ticks from the log to their symbols, in log order, and checkpoints how far it is. It
/// never skips a tick that can be read and never goes on before all symbols took theirs.</summary>
public sealed class PartitionPump : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(10);
    private readonly Lock _sourcesGate = new();
    private readonly SourceProgress _sources = new();
    private readonly PumpWake _wake = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PumpServices _services;
    private readonly RunGrouping _grouping;
    private readonly RunDelivery _delivery;
    private readonly PumpProgress _progress;
    private readonly PumpCheckpoint _checkpoint;
    private readonly int _partition;
    private ITickLogReader? _reader;
    private ITimer? _timer;
    private Task _running = Task.CompletedTask;
    private long _startEnd;
    private long _nextOffset;
    private long _tickCount;

    /// <summary>A pump that has not been started.</summary>
    public PartitionPump(int partition, PumpServices services)
    {
        _partition = partition;
        _services = services;
        _grouping = new RunGrouping(_sources);
        _delivery = new RunDelivery(partition, services.Consumer);
        _progress = new PumpProgress(partition);
        _checkpoint = new PumpCheckpoint(
            partition, services.Consumer, services.Store, _progress, services.Options, services.Time, services.Logger);
    }

    /// <summary>Completes once the pump passed the end that the log had at start.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>How far the pump is right now.</summary>
    public PartitionStatus Status
    {
        get
        {
            var range = _services.Log.Range(_partition);
            return _progress.Status(range.End, range.TickCount, _services.Time);
        }
    }

    /// <summary>The sequence up to which all of a source's ticks are in the log, as far as this partition knows; null
    /// when it has none of them.</summary>
    public long? CompleteThrough(string source)
    {
        lock (_sourcesGate)
        {
            return _sources.CompleteThrough(source);
        }
    }

    /// <summary>Reads the checkpoint and starts to pump from there.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is beyond the log's end: log and checkpoints do not
    /// belong together.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var found = await _services.Store.ReadPartitionAsync(_partition, cancellationToken);
        var range = _services.Log.Range(_partition);
        _startEnd = range.End;
        _nextOffset = found?.NextOffset ?? range.Begin;
        _tickCount = found?.TickCount ?? 0;
        _checkpoint.Start(found);
        if (found is not null)
        {
            _sources.Load(found.SourceSequences);
        }

        if (_nextOffset > range.End)
        {
            throw new InvalidDataException(
                $"The checkpoint of partition {_partition} is at offset {_nextOffset}, but its log ends at {range.End}: "
                + "log files are missing, or log and state come from different runs. Restore both from one backup, or "
                + "remove both to start anew.");
        }

        if (_nextOffset < range.Begin)
        {
            PumpMessages.Gap(_services.Logger, _partition, _nextOffset, range.Begin);
            _nextOffset = range.Begin;
        }

        _progress.Passed(_nextOffset, _tickCount, 0, 0);
        PumpMessages.Started(_services.Logger, _partition, _nextOffset, range.TickCount - _tickCount);
        _reader = _services.Log.OpenReader(_partition, _nextOffset);
        _reader.OnDurable(_wake.Call);
        var interval = _services.Options.CheckpointInterval;
        _timer = _services.Time.CreateTimer(_ => _wake.Call(), null, interval, interval);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Finishes the run that is under way, writes a checkpoint and stops. When the token is cancelled first,
    /// the run is given up and the last checkpoint stands.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _wake.Call();
        await using (cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _aborting))
        {
            await _running;
        }

        _reader?.OnDurable(null);
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _aborting.CancelAsync();
        await StopAsync(CancellationToken.None);
        _reader?.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task RunAsync()
    {
        try
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

                if (_checkpoint.IsDue)
                {
                    await WriteCheckpointAsync();
                }

                // Other pumps wait for a thread as well.
                await Task.Yield();
            }

            await WriteCheckpointAsync();
        }
        catch (Exception exception) when (!_aborting.IsCancellationRequested)
        {
            _progress.DeliveryFailed($"The pump stopped: {exception.Message}");
            PumpMessages.Stopped(_services.Logger, _partition, exception);
        }
        catch (Exception)
        {
            // Given up on the way; the last checkpoint stands.
        }
    }

    private async ValueTask<bool> TryReadAsync(RecordRun run)
    {
        for (var delay = FirstRetryDelay; ; delay = Longer(delay))
        {
            try
            {
                return _reader!.TryRead(run);
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

        await _delivery.DeliverAsync(_grouping, _grouping.Present, _aborting.Token);
        for (var delay = FirstRetryDelay; _delivery.FailedCount > 0; delay = Longer(delay))
        {
            _progress.DeliveryFailed($"{_delivery.FailedCount} symbols did not take their ticks: {_delivery.Failure?.Message}");
            PumpMessages.DeliveryFailed(_services.Logger, _partition, _delivery.FailedCount, delay, _delivery.Failure);
            if (!await PauseAsync(delay))
            {
                return false;
            }

            await _delivery.DeliverAsync(_grouping, _delivery.Failed, _aborting.Token);
        }

        _nextOffset = run.NextOffset;
        _tickCount = run.Records.IsEmpty ? _tickCount : _grouping.TicksAfter;
        _progress.Passed(_nextOffset, _tickCount, _grouping.Repeats, run.Damage.Count + _grouping.Unreadable.Count);
        return true;
    }

    private async ValueTask WriteCheckpointAsync() =>
        await _checkpoint.WriteAsync(_nextOffset, _tickCount, _sources, _aborting.Token);

    private async ValueTask<bool> PauseAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _services.Time, _stopping.Token);
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
