using Tripline.Storage.Alerts;
using Tripline.Storage.Embedded.Store;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Alerts;

/// <summary>Keeps each alert under its id and a count a user. Changes that arrive while a write is under way share the
/// next one, so that the counts stay exact without a lock around the disk.</summary>
internal sealed class EmbeddedAlertIndex(RocksStore store) : IAlertIndex
{
    private const byte Version = 1;
    private readonly Lock _gate = new();
    private List<AlertIndexChange> _waiting = [];
    private bool _isWriting;

    public Task AddAsync(string user, Guid alertId, string symbol, CancellationToken cancellationToken) =>
        ChangeAsync(new AlertIndexChange(user, alertId, symbol), cancellationToken);

    public Task RemoveAsync(string user, Guid alertId, CancellationToken cancellationToken) =>
        ChangeAsync(new AlertIndexChange(user, alertId, null), cancellationToken);

    public ValueTask<string?> FindSymbolAsync(Guid alertId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(alertId)?.Symbol);

    public ValueTask<long> CountAsync(string user, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Count(user));

    private Task ChangeAsync(AlertIndexChange change, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_gate)
        {
            _waiting.Add(change);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteWaitingAsync, CancellationToken.None);
            }
        }

        return change.Done.Task;
    }

    private async Task WriteWaitingAsync()
    {
        List<AlertIndexChange> group = [];
        while (true)
        {
            lock (_gate)
            {
                group.Clear();
                (group, _waiting) = (_waiting, group);
                if (group.Count == 0)
                {
                    _isWriting = false;
                    return;
                }
            }

            try
            {
                await store.WriteAsync(Collect(group), CancellationToken.None);
                group.ForEach(change => change.Done.TrySetResult());
            }
            catch (Exception e)
            {
                group.ForEach(change => change.Done.TrySetException(e));
            }
        }
    }

    private StoreBatch Collect(List<AlertIndexChange> group)
    {
        var batch = new StoreBatch();
        var counts = new Dictionary<string, long>();
        var changed = new Dictionary<Guid, (string User, string Symbol)?>();
        foreach (var change in group)
        {
            if (!changed.TryGetValue(change.AlertId, out var known))
            {
                known = Find(change.AlertId);
            }

            if (change.Symbol is { } symbol)
            {
                AddTo(counts, known?.User, -1);
                AddTo(counts, change.User, 1);
                changed[change.AlertId] = (change.User, symbol);
                batch.Put(
                    StoreKey.Alert(change.AlertId),
                    new ValueWriter().Byte(Version).Text(change.User).Text(symbol).Span);
            }
            else if (known?.User == change.User)
            {
                AddTo(counts, change.User, -1);
                changed[change.AlertId] = null;
                batch.Delete(StoreKey.Alert(change.AlertId));
            }
        }

        foreach (var (user, difference) in counts.Where(c => c.Value != 0))
        {
            batch.Put(StoreKey.AlertCount(user), new ValueWriter().Byte(Version).Number(Count(user) + difference).Span);
        }

        return batch;
    }

    private static void AddTo(Dictionary<string, long> counts, string? user, int difference)
    {
        if (user is not null)
        {
            counts[user] = counts.GetValueOrDefault(user) + difference;
        }
    }

    private (string User, string Symbol)? Find(Guid alertId)
    {
        if (!store.TryRead(StoreKey.Alert(alertId), out var value))
        {
            return null;
        }

        var reader = new ValueReader(value.Span);
        reader.Version(Version);
        return (reader.Text()!, reader.Text()!);
    }

    private long Count(string user)
    {
        if (!store.TryRead(StoreKey.AlertCount(user), out var value))
        {
            return 0;
        }

        var reader = new ValueReader(value.Span);
        reader.Version(Version);
        return reader.Number();
    }
}
