using Tripline.Storage;
using Tripline.Storage.Checkpoints;

namespace Tripline.Streams.Pump;

/// <summary>Writes one partition's checkpoints: at an interval, when something changed, and later again when the store
/// refuses. The pump waits while the states are taken, not while they are written.</summary>
internal sealed class PumpCheckpoint
{
    private const int MaxBackoffDoublings = 3;

    // All pumps start together; so that their checkpoints do not all come at once, each begins at its own time.
    private const int Staggers = 8;
    private readonly int _partition;
    private readonly PumpServices _services;
    private readonly PumpProgress _progress;
    private readonly PumpWake _wake;
    private Task _writing = Task.CompletedTask;
    private long _attemptedAt;
    private long _writtenOffset = -1;
    private int _failures;

    public PumpCheckpoint(int partition, PumpServices services, PumpProgress progress, PumpWake wake)
    {
        _partition = partition;
        _services = services;
        _progress = progress;
        _wake = wake;
        var early = Interval - FirstDelay(partition, services.Options);
        _attemptedAt = services.Time.GetTimestamp() - (long)(early.TotalSeconds * services.Time.TimestampFrequency);
    }

    /// <summary>Whether it is time for the next one, or to hear why the last one failed for good.</summary>
    public bool IsDue =>
        _writing.IsFaulted || (_writing.IsCompleted && _services.Time.GetElapsedTime(_attemptedAt) >= Delay);

    private TimeSpan Interval => _services.Options.CheckpointInterval;

    private TimeSpan Delay => Interval * (1 << Math.Min(_failures, MaxBackoffDoublings));

    /// <summary>How long after its start a pump's first checkpoint is due.</summary>
    public static TimeSpan FirstDelay(int partition, PumpOptions options) =>
        options.CheckpointInterval * (Staggers - (partition % Staggers)) / Staggers;

    /// <summary>Takes over the checkpoint that was found at start.</summary>
    public void Start(PartitionCheckpoint? found)
    {
        if (found is not null)
        {
            _writtenOffset = found.NextOffset;
            _progress.Checkpointed(found.NextOffset, _services.Time.GetTimestamp());
        }
    }

    /// <summary>Takes the consumer's changes and the position that they reflect, and begins to write them unless nothing
    /// changed. A failure is logged and shown in the status, not thrown.</summary>
    /// <exception cref="StaleOwnerException">Another silo has the partition; the last write may have found that.
    /// </exception>
    public async ValueTask BeginAsync(
        long nextOffset, long tickCount, SourceProgress sources, CancellationToken cancellationToken)
    {
        await _writing;
        _attemptedAt = _services.Time.GetTimestamp();
        try
        {
            var content = await _services.Consumer.SnapshotAsync(_partition, cancellationToken);
            if (nextOffset != _writtenOffset || content.Symbols.Count > 0 || content.ClosedCandles.Count > 0)
            {
                var position = new PartitionCheckpoint(_partition, nextOffset, tickCount, sources.Save());
                var write = new CheckpointWrite(position, content.Symbols, content.ClosedCandles);
                _writing = Task.Run(() => WriteAsync(write, cancellationToken), CancellationToken.None);
                _ = _writing.ContinueWith(_ => _wake.Call(), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (MayTryAgain(exception, cancellationToken))
        {
            Failed(exception);
        }
    }

    /// <summary>Completes when nothing is being written.</summary>
    /// <exception cref="StaleOwnerException">Another silo has the partition.</exception>
    public Task EndAsync() => _writing;

    private async Task WriteAsync(CheckpointWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _services.Store.WriteAsync(write, cancellationToken);
            _services.Consumer.Checkpointed(_partition);
            _writtenOffset = write.Partition.NextOffset;
            _failures = 0;
            _progress.Checkpointed(_writtenOffset, _services.Time.GetTimestamp());
        }
        catch (Exception exception) when (MayTryAgain(exception, cancellationToken))
        {
            Failed(exception);
        }
    }

    private bool MayTryAgain(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !exception.IsStaleOwnerOf(_partition);

    private void Failed(Exception exception)
    {
        _failures++;
        _progress.CheckpointFailed($"No checkpoint can be written: {exception.Message}");
        PumpMessages.CheckpointFailed(_services.Logger, _partition, Delay, exception);
    }
}
