using Tripline.Storage;
using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Partitions;

/// <summary>Writes one partition's checkpoints: at an interval, when something changed, and later again when the store
/// refuses. The partition waits while the states are taken, not while they are written.</summary>
internal sealed class TenureCheckpoint
{
    private const int MaxBackoffDoublings = 3;

    // All partitions start together; so that their checkpoints do not all come at once, each begins at its own time.
    private const int Staggers = 8;
    private readonly int _partition;
    private readonly PartitionServices _services;
    private readonly TenureProgress _progress;
    private readonly Func<CancellationToken, ValueTask<CheckpointContent>> _take;
    private readonly Action _written;
    private readonly Action<Exception> _refused;
    private Task _writing = Task.CompletedTask;
    private long _attemptedAt;
    private long _writtenOffset = -1;
    private int _failures;

    /// <param name="partition">The partition.</param>
    /// <param name="services">Store, clock, options.</param>
    /// <param name="progress">Where it tells how far it is.</param>
    /// <param name="take">Takes the states of the symbols that changed.</param>
    /// <param name="written">Told when what was taken last is durable.</param>
    /// <param name="refused">Told when the store refused it because another silo has the partition.</param>
    public TenureCheckpoint(
        int partition,
        PartitionServices services,
        TenureProgress progress,
        Func<CancellationToken, ValueTask<CheckpointContent>> take,
        Action written,
        Action<Exception> refused)
    {
        _partition = partition;
        _services = services;
        _progress = progress;
        _take = take;
        _written = written;
        _refused = refused;
        var early = Interval - FirstDelay(partition, services.Options);
        _attemptedAt = services.Time.GetTimestamp() - (long)(early.TotalSeconds * services.Time.TimestampFrequency);
    }

    /// <summary>Whether it is time for the next one.</summary>
    public bool IsDue => _writing.IsCompleted && _services.Time.GetElapsedTime(_attemptedAt) >= Delay;

    private TimeSpan Interval => _services.Options.CheckpointInterval;

    private TimeSpan Delay => Interval * (1 << Math.Min(_failures, MaxBackoffDoublings));

    /// <summary>How long after its start a partition's first checkpoint is due.</summary>
    public static TimeSpan FirstDelay(int partition, PartitionOptions options) =>
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
            var content = await _take(cancellationToken);
            if (nextOffset != _writtenOffset || content.Symbols.Count > 0 || content.ClosedCandles.Count > 0)
            {
                var position = new PartitionCheckpoint(_partition, nextOffset, tickCount, sources.Save());
                var write = new CheckpointWrite(
                    position, [.. content.Symbols, .. sources.Take(_partition)], content.ClosedCandles);
                _writing = Task.Run(() => WriteAsync(write, sources, cancellationToken), CancellationToken.None);
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

    private async Task WriteAsync(CheckpointWrite write, SourceProgress sources, CancellationToken cancellationToken)
    {
        try
        {
            await _services.Store.WriteAsync(write, cancellationToken);
            _written();
            sources.Written();
            _writtenOffset = write.Partition.NextOffset;
            _failures = 0;
            _progress.Checkpointed(_writtenOffset, _services.Time.GetTimestamp());
            _services.Log.Checkpointed(_partition, _writtenOffset);
        }
        catch (Exception exception) when (MayTryAgain(exception, cancellationToken))
        {
            Failed(exception);
        }
        catch (Exception exception) when (exception.IsStaleOwnerOf(_partition))
        {
            _refused(exception);
            throw;
        }
    }

    private bool MayTryAgain(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !exception.IsStaleOwnerOf(_partition);

    private void Failed(Exception exception)
    {
        _failures++;
        _progress.CheckpointFailed($"No checkpoint can be written: {exception.Message}");
        PartitionMessages.CheckpointFailed(_services.Logger, _partition, Delay, exception);
    }
}
