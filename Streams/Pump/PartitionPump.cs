using Tripline.Storage.Checkpoints;
using Tripline.Streams.Log;

namespace Tripline.Streams.Pump;

/// <summary>Moves one partition's ticks from the log to their symbols, in log order, and checkpoints how far it is. It
/// never skips a tick that can be read and never goes on before all symbols took theirs. When another silo has taken
/// the partition, it stops at once.</summary>
public sealed class PartitionPump : IAsyncDisposable
{
    private readonly PumpWake _wake = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly PumpServices _services;
    private readonly PumpProgress _progress;
    private readonly PumpLoop _loop;
    private readonly int _partition;
    private readonly long _generation;
    private readonly Action<int, long>? _onStale;
    private ITickLogReader? _reader;
    private ITimer? _timer;
    private Task _running = Task.CompletedTask;

    /// <summary>A pump that has not been started.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="generation">The generation with which this silo holds it; 0 where it runs alone.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="onStale">Called with the partition and the generation when the pump ended because another silo has
    /// taken the partition.</param>
    public PartitionPump(int partition, long generation, PumpServices services, Action<int, long>? onStale = null)
    {
        _partition = partition;
        _generation = generation;
        _services = services;
        _onStale = onStale;
        _progress = new PumpProgress(partition, generation);
        _loop = new PumpLoop(partition, generation, services, _progress, _wake, _stopping.Token, _aborting.Token);
    }

    /// <summary>Completes once the pump passed the end that the log had at start.</summary>
    public Task CaughtUp => _loop.CaughtUp;

    /// <summary>Completes when the pump has ended, by itself or because it was stopped.</summary>
    public Task Ended => _running;

    /// <summary>How far the pump is right now.</summary>
    public PartitionStatus Status
    {
        get
        {
            var range = _services.Log.Range(_partition);
            return _progress.Status(range.End, range.TickCount, CaughtUp.IsCompleted, _services.Time);
        }
    }

    /// <summary>The sequence up to which all of a source's ticks are in the log, as far as this partition knows; null
    /// when it has none of them.</summary>
    public long? CompleteThrough(string source) => _loop.CompleteThrough(source);

    /// <summary>Reads the checkpoint and starts to pump from there.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is beyond the log's end: log and checkpoints do not
    /// belong together.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var found = await _services.Store.ReadPartitionAsync(_partition, cancellationToken);
        var range = await _services.Log.ReadRangeAsync(_partition, cancellationToken);
        var nextOffset = FirstOffset(found, range);
        _reader = _services.Log.OpenReader(_partition, nextOffset);
        _loop.Prepare(_reader, found, nextOffset, range.End);
        _progress.Passed(nextOffset, found?.TickCount ?? 0, 0, 0, 0);
        PumpMessages.Started(_services.Logger, _partition, nextOffset, range.End);
        _reader.OnDurable(_wake.Call);
        var firstDelay = PumpCheckpoint.FirstDelay(_partition, _services.Options);
        _timer = _services.Time.CreateTimer(
            _ => _wake.Call(), null, firstDelay, _services.Options.CheckpointInterval);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Finishes the run that is under way and stops.</summary>
    /// <param name="withCheckpoint">Whether a last checkpoint is written; if not, the run is given up, and the last
    /// checkpoint stands.</param>
    /// <param name="cancellationToken">Gives the run up too.</param>
    public async Task StopAsync(bool withCheckpoint, CancellationToken cancellationToken)
    {
        if (!withCheckpoint)
        {
            await _aborting.CancelAsync();
        }

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
        await StopAsync(withCheckpoint: false, CancellationToken.None);
        _reader?.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await _loop.RunAsync();
        }
        catch (Exception) when (_aborting.IsCancellationRequested)
        {
            // Given up on the way; the last checkpoint stands.
        }
        catch (Exception exception) when (exception.IsStaleOwnerOf(_partition))
        {
            _progress.DeliveryFailed($"The pump stopped: {exception.Message}");
            PumpMessages.Stale(_services.Logger, _partition, _generation, exception.Message);
            _onStale?.Invoke(_partition, _generation);
        }
        catch (Exception exception)
        {
            _progress.DeliveryFailed($"The pump stopped: {exception.Message}");
            PumpMessages.Stopped(_services.Logger, _partition, exception);
        }
        finally
        {
            _services.Consumer.Closed(_partition);
        }
    }

    private long FirstOffset(PartitionCheckpoint? found, PartitionRange range)
    {
        var nextOffset = found?.NextOffset ?? range.Begin;
        if (nextOffset > range.End)
        {
            throw new InvalidDataException(
                $"The checkpoint of partition {_partition} is at offset {nextOffset}, but its log ends at {range.End}: "
                + "log files are missing, or log and state come from different runs. Restore both from one backup, or "
                + "remove both to start anew.");
        }

        if (nextOffset < range.Begin)
        {
            PumpMessages.Gap(_services.Logger, _partition, nextOffset, range.Begin);
            return range.Begin;
        }

        return nextOffset;
    }
}
