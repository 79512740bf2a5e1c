namespace Tripline.Silo.Cluster;

/// <summary>Partitions that are given back at the same time. None of them closes before the pumps of all have stopped:
/// one pump's triggers may go to an inbox in another of these partitions.</summary>
internal sealed class LeaveTogether(int count)
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = count;

    /// <summary>Completes when all pumps have stopped.</summary>
    public Task AllStopped => _all.Task;

    /// <summary>Says that the pump of one partition has stopped, or that there is none.</summary>
    public void Arrive()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _all.TrySetResult();
        }
    }
}
