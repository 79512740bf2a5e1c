namespace Tripline.Storage.Embedded.Log;

/// <summary>A batch on its way to the disk.</summary>
internal sealed class PendingWrite(LogBatch batch, IReadOnlyList<RecordPlace>? copiedFrom = null, long dropBelow = 0)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The changes.</summary>
    public LogBatch Batch => batch;

    /// <summary>For a compaction step: where each record was copied from; a copy counts only while the key's newest
    /// record is still there. Copies need not be all or nothing.</summary>
    public IReadOnlyList<RecordPlace>? CopiedFrom => copiedFrom;

    /// <summary>For the end of a compaction step: the address below which the log is given up; else 0.</summary>
    public long DropBelow => dropBelow;

    /// <summary>Whether compaction asked for this, and not a user of the store.</summary>
    public bool IsCompaction => copiedFrom is not null || dropBelow > 0;

    /// <summary>Where each change's record went; no place for one that needed none.</summary>
    public RecordPlace[] Places { get; } = new RecordPlace[batch.Count];

    /// <summary>Completes when the changes are on disk and can be read.</summary>
    public Task Done => _done.Task;

    /// <summary>Reports success.</summary>
    public void Complete()
    {
        batch.Dispose();
        _done.TrySetResult();
    }

    /// <summary>Reports failure; nothing was stored.</summary>
    public void Fail(Exception exception)
    {
        batch.Dispose();
        _done.TrySetException(exception);
    }
}
