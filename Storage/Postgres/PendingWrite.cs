namespace Tripline.Storage.Postgres;

/// <summary>One write that waits to be stored together with others.</summary>
/// <param name="holds">What must still be held for it to be stored; empty when it belongs to no partition.</param>
internal abstract class PendingWrite(IReadOnlyList<PartitionHeld> holds)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Abandoned = 2;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    public IReadOnlyList<PartitionHeld> Holds => holds;

    /// <summary>No two writes with equal identities are stored together; they keep their order.</summary>
    public abstract object Identity { get; }

    /// <summary>Whether its statement says that it has stored it.</summary>
    public abstract bool IsConfirmed { get; }

    /// <summary>Its place, from 0, in what is stored together in the attempt under way.</summary>
    public int Ordinal { get; set; }

    /// <summary>How many rows it is, about.</summary>
    public virtual int RowCount => 1;

    /// <summary>Set by <see cref="IWriteKind{TWrite}.ExamineAsync"/>: the database holds what this write
    /// stores.</summary>
    public bool IsStored { get; set; }

    /// <summary>Ends with the write's fate.</summary>
    public Task Done => _done.Task;

    /// <summary>Claims it for storing; false when its caller no longer waits.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    /// <summary>Gives it up; false when storing has begun.</summary>
    public bool TryAbandon() => Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting;

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception error) => _done.TrySetException(error);

    /// <summary>Why the database did not take it, after <see cref="IWriteKind{TWrite}.ExamineAsync"/>.</summary>
    public abstract Exception Refusal();
}
