using Microsoft.Extensions.Logging;
using Tripline.Storage;
using Tripline.Storage.Checkpoints;

namespace Tripline.Streams.Pump;

/// <summary>Writes one partition's checkpoints: at an interval, when something changed, and later again when the store
/// refuses.</summary>
internal sealed class PumpCheckpoint(
    int partition,
    IPartitionConsumer consumer,
    ICheckpointStore store,
    PumpProgress progress,
    PumpOptions options,
    TimeProvider time,
    ILogger logger)
{
    private const int MaxBackoffDoublings = 3;
    private long _attemptedAt = time.GetTimestamp();
    private long _writtenOffset = -1;
    private int _failures;

    /// <summary>Whether it is time for the next one.</summary>
    public bool IsDue => time.GetElapsedTime(_attemptedAt) >= Delay;

    private TimeSpan Delay => options.CheckpointInterval * (1 << Math.Min(_failures, MaxBackoffDoublings));

    /// <summary>Takes over the checkpoint that was found at start.</summary>
    public void Start(PartitionCheckpoint? found)
    {
        if (found is not null)
        {
            _writtenOffset = found.NextOffset;
            progress.Checkpointed(found.NextOffset, time.GetTimestamp());
        }
    }

    /// <summary>Writes the consumer's changes and the position that they reflect, unless nothing changed. A failure is
    /// logged and shown in the status, not thrown.</summary>
    /// <exception cref="StaleOwnerException">Another silo has the partition.</exception>
    public async ValueTask WriteAsync(
        long nextOffset, long tickCount, SourceProgress sources, CancellationToken cancellationToken)
    {
        _attemptedAt = time.GetTimestamp();
        try
        {
            var content = await consumer.SnapshotAsync(partition, cancellationToken);
            if (nextOffset != _writtenOffset || content.Symbols.Count > 0 || content.ClosedCandles.Count > 0)
            {
                var position = new PartitionCheckpoint(partition, nextOffset, tickCount, sources.Save());
                await store.WriteAsync(
                    new CheckpointWrite(position, content.Symbols, content.ClosedCandles), cancellationToken);
                consumer.Checkpointed(partition);
                _writtenOffset = nextOffset;
                progress.Checkpointed(nextOffset, time.GetTimestamp());
            }

            _failures = 0;
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && !exception.IsStaleOwnerOf(partition))
        {
            _failures++;
            progress.CheckpointFailed($"No checkpoint can be written: {exception.Message}");
            PumpMessages.CheckpointFailed(logger, partition, Delay, exception);
        }
    }
}
