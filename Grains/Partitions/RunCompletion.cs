namespace Tripline.Grains.Partitions;

/// <summary>Completes when all slices of one delivery have: first the turns in which symbols fold them, then the storing of
/// the triggers that some of them brought.</summary>
internal sealed class RunCompletion(int partition)
{
    private readonly Lock _gate = new();
    private readonly List<SymbolLink> _failed = [];
    private TaskCompletionSource _turnsOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _stored = new();
    private int _left;
    private int _storing;

    /// <summary>Those whose slices must be delivered again.</summary>
    public IReadOnlyList<SymbolLink> Failed => _failed;

    /// <summary>One of the failures, that another silo has the partition before any other; null when there is none.
    /// </summary>
    public Exception? Failure { get; private set; }

    /// <summary>Completes when all turns are over.</summary>
    public Task TurnsOver => _turnsOver.Task;

    /// <summary>When the delivery began, in milliseconds since the machine's start.</summary>
    public long BeganAtMs { get; private set; }

    /// <summary>Begins a delivery.</summary>
    public void Begin()
    {
        BeganAtMs = Environment.TickCount64;
        _failed.Clear();
        Failure = null;
        _storing = 1;
    }

    /// <summary>Expects so many slices more, once the turns before are over.</summary>
    public void Expect(int count)
    {
        _left = count;
        _turnsOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (count == 0)
        {
            _turnsOver.SetResult();
        }
    }

    /// <summary>Completes when all slices are taken or have failed. Asked for once, after all turns are over.</summary>
    public Task WhenAllStored()
    {
        _stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stored();
        return _stored.Task;
    }

    /// <summary>A turn is over, and its slice is taken.</summary>
    public void Taken()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _turnsOver.SetResult();
        }
    }

    /// <summary>A turn is over, and its slice was not taken.</summary>
    public void NotTaken(SymbolLink link, Exception failure)
    {
        Note(link, failure);
        Taken();
    }

    /// <summary>A turn is over whose slice is taken once its triggers are stored.</summary>
    public void Storing()
    {
        Interlocked.Increment(ref _storing);
        Taken();
    }

    /// <summary>The triggers of such a slice are stored.</summary>
    public void Stored()
    {
        if (Interlocked.Decrement(ref _storing) == 0)
        {
            _stored.SetResult();
        }
    }

    /// <summary>The triggers of such a slice were not stored: it is not taken.</summary>
    public void NotStored(SymbolLink link, Exception failure)
    {
        Note(link, failure);
        Stored();
    }

    private void Note(SymbolLink link, Exception failure)
    {
        lock (_gate)
        {
            _failed.Add(link);
            if (Failure is null || failure.IsStaleOwnerOf(partition))
            {
                Failure = failure;
            }
        }
    }
}
