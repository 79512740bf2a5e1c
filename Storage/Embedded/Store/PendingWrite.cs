namespace Tripline.Storage.Embedded.Store;

/// <summary>A batch on its way to the disk.</summary>
internal sealed class PendingWrite(StoreBatch batch)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The changes.</summary>
    public StoreBatch Batch => batch;

    /// <summary>Completes when the changes are on disk and can be read.</summary>
    public Task Done => _done.Task;

    /// <summary>Reports success.</summary>
    public void Complete() => _done.TrySetResult();

    /// <summary>Reports failure; nothing was stored.</summary>
    public void Fail(Exception exception) => _done.TrySetException(exception);
}
