using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Symbols;

/// <summary>Makes changes of a symbol's rules durable before they take effect. Changes that come while a write is
/// under way share the next entry; between two entries a waiting batch of ticks goes first. Runs within the turns of
/// its grain.</summary>
/// <param name="fold">Where a durable entry takes effect.</param>
/// <param name="store">Where entries are kept.</param>
/// <param name="symbol">The symbol.</param>
internal sealed class ArmingJournal(SymbolFold fold, ICheckpointStore store, string symbol)
{
    // Stores hold no value of any size.
    private const int MaxEntryBytes = 1 << 20;

    private readonly List<(RuleChange Change, long AfterPosition, TaskCompletionSource Done)> _waiting = [];
    private TaskCompletionSource? _write;
    private TaskCompletionSource? _batch;
    private long _sequence = fold.ArmingSequence;

    /// <summary>Takes the entries that were read at activation into account.</summary>
    public void StartAfter(long sequence) => _sequence = sequence;

    /// <summary>Changes the rules; durable on completion, and in effect as soon as the fold has passed a position.</summary>
    /// <param name="change">The change.</param>
    /// <param name="afterPosition">The position; -1: where the fold stands.</param>
    public Task Append(RuleChange change, long afterPosition = -1)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((change, afterPosition, done));
        if (_write is null && _waiting.Count == 1)
        {
            _ = WriteWaiting();
        }

        return done.Task;
    }

    /// <summary>Waits until no entry is being written, so that ticks may be folded; the caller folds them before its
    /// next await and then calls <see cref="EndBatch"/>.</summary>
    public async Task BeginBatch()
    {
        _batch = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_write is { } write)
        {
            await write.Task;
        }
    }

    /// <summary>Whether ticks may be folded right now.</summary>
    public bool IsIdle => _write is null;

    /// <summary>Lets the next entry be written.</summary>
    public void EndBatch()
    {
        _batch?.SetResult();
        _batch = null;
    }

    private async Task WriteWaiting()
    {
        while (_waiting.Count > 0)
        {
            if (_batch is { } batch)
            {
                await batch.Task;
            }

            var changes = _waiting[..CountForEntry()];
            _waiting.RemoveRange(0, changes.Count);
            _write = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var failure = await WriteEntry(
                changes.ConvertAll(static waiting => waiting.Change), changes[0].AfterPosition);
            _write.SetResult();
            _write = null;
            foreach (var (_, _, done) in changes)
            {
                if (failure is null)
                {
                    done.SetResult();
                }
                else
                {
                    done.SetException(failure);
                }
            }
        }
    }

    private int CountForEntry()
    {
        var bytes = 0;
        for (var count = 0; count < _waiting.Count; count++)
        {
            bytes += _waiting[count].Change.MaxBytes;
            if (count > 0 && (count == RuleChange.MaxPerEntry || bytes > MaxEntryBytes
                || _waiting[count].AfterPosition != _waiting[0].AfterPosition))
            {
                return count;
            }
        }

        return _waiting.Count;
    }

    private async Task<Exception?> WriteEntry(List<RuleChange> changes, long afterPosition)
    {
        var entry = new ArmingEntry(
            _sequence + 1, Math.Max(fold.ArmingPosition, afterPosition), RuleChange.EncodeAll(changes));
        try
        {
            await store.AppendArmingAsync(symbol, entry, CancellationToken.None);
        }
        catch (Exception exception)
        {
            return exception;
        }

        _sequence++;
        fold.Replay([entry]);
        return null;
    }
}
