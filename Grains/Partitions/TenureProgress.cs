namespace Tripline.Grains.Partitions;

/// <summary>What others may ask about a tenure, at any time and from any thread.</summary>
internal sealed class TenureProgress(int partition, long generation)
{
    private readonly Lock _gate = new();
    private long _nextOffset;
    private long _tickCount;
    private long _repeats;
    private long _corrupt;
    private long _rejected;
    private long _checkpointOffset = -1;
    private long? _checkpointedAt;
    private string? _deliveryError;
    private string? _checkpointError;

    /// <summary>Offset that the last durable checkpoint reflects; -1 before the first.</summary>
    public long CheckpointOffset
    {
        get
        {
            lock (_gate)
            {
                return _checkpointOffset;
            }
        }
    }

    public void Passed(long nextOffset, long tickCount, long repeats, long corrupt, long rejected)
    {
        lock (_gate)
        {
            (_nextOffset, _tickCount) = (nextOffset, tickCount);
            _repeats += repeats;
            _corrupt += corrupt;
            _rejected += rejected;
            _deliveryError = null;
        }
    }

    public void DeliveryFailed(string error)
    {
        lock (_gate)
        {
            _deliveryError = error;
        }
    }

    public void CheckpointFailed(string error)
    {
        lock (_gate)
        {
            _checkpointError = error;
        }
    }

    public void Checkpointed(long offset, long timestamp)
    {
        lock (_gate)
        {
            (_checkpointOffset, _checkpointedAt, _checkpointError) = (offset, timestamp, null);
        }
    }

    public PartitionStatus Status(long end, long endTickCount, bool isCaughtUp, string? heldUp, TimeProvider time)
    {
        lock (_gate)
        {
            return new PartitionStatus(
                partition,
                generation,
                isCaughtUp,
                _nextOffset,
                end,
                _nextOffset >= end ? 0 : endTickCount < 0 ? end - _nextOffset : Math.Max(endTickCount - _tickCount, 0),
                _tickCount,
                _repeats,
                _corrupt,
                _rejected,
                _checkpointOffset,
                _checkpointedAt is { } at ? time.GetElapsedTime(at) : null,
                _deliveryError ?? heldUp ?? _checkpointError);
        }
    }
}
