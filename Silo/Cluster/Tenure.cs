namespace Tripline.Silo.Cluster;

/// <summary>One time that this silo has a partition, from the assignment to the end.</summary>
#pragma warning disable CA1001 // Without timers its token sources hold nothing that needs an end, and others may still look at them.
internal sealed class Tenure
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _dropped = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LeaveTogether? _together;
    private long _generation;
    private bool _hasBegun;

    /// <summary>Cancelled when the partition is to be given back or dropped.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Cancelled when it is somebody else's already, so that nothing may be written any more.</summary>
    public CancellationToken Dropped => _dropped.Token;

    /// <summary>Completes when the partition may be another silo's.</summary>
    public Task Left => _left.Task;

    /// <summary>The generation that was taken; 0 before.</summary>
    public long Generation
    {
        get => Volatile.Read(ref _generation);
        set => Volatile.Write(ref _generation, value);
    }

    /// <summary>Begins it; false when it was over before.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            _hasBegun = !Over.IsCancellationRequested;
            return _hasBegun;
        }
    }

    /// <summary>Ends it in order, together with others.</summary>
    public void End(LeaveTogether together)
    {
        lock (_gate)
        {
            if (_hasBegun && !Over.IsCancellationRequested)
            {
                _together = together;
                together = null!;
            }
        }

        together?.Arrive();
        Finish();
    }

    /// <summary>Ends it at once, without a checkpoint. Returns whether it was not over yet.</summary>
    public bool Drop()
    {
        var isFirst = !Over.IsCancellationRequested;
        _dropped.Cancel();
        Finish();
        return isFirst;
    }

    /// <summary>Says that the pump has stopped. Returns those that leave together; null when none do, or when it was
    /// said before.</summary>
    public LeaveTogether? Arrive()
    {
        LeaveTogether? together;
        lock (_gate)
        {
            (together, _together) = (_together, null);
        }

        together?.Arrive();
        return together;
    }

    /// <summary>Says that the pump has stopped, and waits for the pumps of those that leave together, with a
    /// bound.</summary>
    public async Task MeetAsync(TimeSpan bound, TimeProvider time)
    {
        if (Arrive() is { } together)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Dropped);
            await Task.WhenAny(together.AllStopped, Task.Delay(bound, time, limit.Token));
            await limit.CancelAsync();
        }
    }

    /// <summary>Says that the partition may be another silo's.</summary>
    public void SetLeft() => _left.TrySetResult();

    private void Finish()
    {
        _over.Cancel();
        lock (_gate)
        {
            if (_hasBegun)
            {
                return;
            }
        }

        _left.TrySetResult();
    }
}
