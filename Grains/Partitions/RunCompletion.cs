namespace Tripline.Grains.Partitions;

/// <summary>Completes when all slices of one delivery have.</summary>
internal sealed class RunCompletion(int partition)
{
    private readonly Lock _gate = new();
    private readonly List<SymbolLink> _failed = [];
    private TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <summary>Those whose slices must be delivered again.</summary>
    public IReadOnlyList<SymbolLink> Failed => _failed;

    /// <summary>One of the failures, that another silo has the partition before any other; null when there is none.
    /// </summary>
    public Exception? Failure { get; private set; }

    /// <summary>Completes when all slices are taken or have failed.</summary>
    public Task Done => _done.Task;

    /// <summary>When the delivery began, in milliseconds since the machine's start.</summary>
    public long BeganAtMs { get; private set; }

    /// <summary>Begins a delivery.</summary>
    public void Begin()
    {
        BeganAtMs = Environment.TickCount64;
        _failed.Clear();
        Failure = null;
    }

    /// <summary>Expects so many slices more, once those before are done.</summary>
    public void Expect(int count)
    {
        _left = count;
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (count == 0)
        {
            _done.SetResult();
        }
    }

    /// <summary>One slice is taken.</summary>
    public void Taken()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _done.SetResult();
        }
    }

    /// <summary>One slice was not taken.</summary>
    public void NotTaken(SymbolLink link, Exception failure)
    {
        lock (_gate)
        {
            _failed.Add(link);
            if (Failure is null || failure.IsStaleOwnerOf(partition))
            {
                Failure = failure;
            }
        }

        Taken();
    }
}
