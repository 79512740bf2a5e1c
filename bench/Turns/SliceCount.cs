namespace Tripline.Bench.Turns;

/// <summary>Counts the slices that all grains took by way of a stream, and says when they are all there.</summary>
public sealed class SliceCount
{
    private long _left;
    private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when all slices have been taken.</summary>
    public Task Done => _done.Task;

    /// <summary>Expects so many slices.</summary>
    public void Expect(long slices)
    {
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _left, slices);
    }

    /// <summary>One more is taken.</summary>
    public void Taken()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _done.TrySetResult();
        }
    }
}
