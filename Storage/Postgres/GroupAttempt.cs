using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Stores one group, however many attempts it takes, and tells each write its fate.</summary>
internal sealed class GroupAttempt<TWrite>(IWriteKind<TWrite> kind, IEnumerable<TWrite> group)
    where TWrite : PendingWrite
{
    private List<TWrite> _left = [.. group];
    private bool _isUncertain;

    /// <summary>Stores those that are left. May be called again after an error.</summary>
    public async Task<bool> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await kind.PrepareAsync(connection, cancellationToken);
        if (_isUncertain)
        {
            await kind.ExamineAsync(connection, _left, isUncertain: true, cancellationToken);
            Settle(write => write.IsStored, write => write.Succeed());
        }

        while (_left.Count > 0)
        {
            await StoreAsync(connection, cancellationToken);
        }

        return true;
    }

    private async Task StoreAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        var held = FenceStatement.Add(batch, _left);
        for (var i = 0; i < _left.Count; i++)
        {
            _left[i].Ordinal = i;
        }

        kind.AddStatements(batch, _left);
        var wasUncertain = _isUncertain;
        _isUncertain = true;
        try
        {
            var confirmed = await ExecuteAsync(batch, cancellationToken);
            _isUncertain = wasUncertain;
            Settle(write => !write.IsConfirmed || confirmed.Contains(write), write => write.Succeed());
            await RefuseAsync(connection, _left, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresFault.StaleOwner)
        {
            _isUncertain = wasUncertain;
            var stale = PostgresFault.Numbers(error).Select(ordinal => held[ordinal - 1]).ToHashSet();
            Settle(
                write => write.Holds.Any(stale.Contains),
                write => write.Fail(Taken(write.Holds.First(stale.Contains), error)));
        }
        catch (PostgresException error) when (error.SqlState == PostgresFault.RefusedWrites)
        {
            _isUncertain = wasUncertain;
            var refused = PostgresFault.Numbers(error).Select(ordinal => _left[ordinal]).ToList();
            await RefuseAsync(connection, refused, cancellationToken);
        }
    }

    private static StaleOwnerException Taken(PartitionHeld held, PostgresException cause) =>
        StaleOwnerException.Taken(held.Partition, held.Generation, cause);

    private async Task<HashSet<TWrite>> ExecuteAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var confirmed = new HashSet<TWrite>(_left.Count);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            if (reader.FieldCount == 0 || reader.GetFieldType(0) != typeof(long))
            {
                continue;
            }

            while (await reader.ReadAsync(cancellationToken))
            {
                confirmed.Add(_left[(int)reader.GetInt64(0)]);
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
        return confirmed;
    }

    // A refused write may be one that an earlier attempt, here or at the caller, has stored.
    private async Task RefuseAsync(
        NpgsqlConnection connection, List<TWrite> refused, CancellationToken cancellationToken)
    {
        if (refused.Count == 0)
        {
            return;
        }

        await kind.ExamineAsync(connection, refused, _isUncertain, cancellationToken);
        var all = refused.ToHashSet();
        Settle(all.Contains, write =>
        {
            if (write.IsStored)
            {
                write.Succeed();
            }
            else
            {
                write.Fail(write.Refusal());
            }
        });
    }

    private void Settle(Func<TWrite, bool> which, Action<TWrite> fate)
    {
        var left = new List<TWrite>(_left.Count);
        foreach (var write in _left)
        {
            if (which(write))
            {
                fate(write);
            }
            else
            {
                left.Add(write);
            }
        }

        _left = left;
    }
}
