using System.Threading.Channels;

namespace Tripline.Storage.Postgres;

/// <summary>Stores what many callers write at the same time together: while one group is on its way, the next one
/// gathers.</summary>
internal sealed class GroupCommit<TWrite> : IAsyncDisposable
    where TWrite : PendingWrite
{
    private const int MaxRows = 16_384;

    // A group's own bound passes first where it is on its way; its error says more.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly PostgresDatabase _database;
    private readonly IWriteKind<TWrite> _kind;
    private readonly Channel<TWrite> _waiting;
    private readonly Task _loop;
    private List<TWrite> _heldBack = [];

    public GroupCommit(PostgresDatabase database, IWriteKind<TWrite> kind)
    {
        _database = database;
        _kind = kind;
        _waiting = Channel.CreateBounded<TWrite>(new BoundedChannelOptions(database.Options.MaxWaitingWrites)
        {
            SingleReader = true,
        });
        _loop = Task.Run(StoreGroupsAsync);
    }

    /// <summary>Completes when the write is durable.</summary>
    public async Task WriteAsync(TWrite write, CancellationToken cancellationToken)
    {
        try
        {
            if (!_waiting.Writer.TryWrite(write))
            {
                await _waiting.Writer.WriteAsync(write, cancellationToken)
                    .AsTask().WaitAsync(_database.Options.CallTimeout, _database.Time, cancellationToken);
            }

            await write.Done.WaitAsync(_database.Options.CallTimeout + Grace, _database.Time, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new StorageUnavailableException(
                $"PostgreSQL at {_database.Server} did not store the write within "
                + $"{_database.Options.CallTimeout.TotalSeconds:0.###} s",
                error)
            {
                MayHaveBeenStored = !write.TryAbandon(),
            };
        }
        catch (OperationCanceledException)
        {
            write.TryAbandon();
            throw;
        }
        catch (ChannelClosedException error)
        {
            throw new ObjectDisposedException("The storage is closed; nothing was stored.", error);
        }
    }

    /// <summary>Stores what waits and then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task StoreGroupsAsync()
    {
        while (_heldBack.Count > 0 || await _waiting.Reader.WaitToReadAsync())
        {
            // Callers whose writes have just been stored get to write again first, so that they share this group.
            await Task.Yield();
            var group = Gather();
            if (group.Count == 0)
            {
                continue;
            }

            try
            {
                var attempt = new GroupAttempt<TWrite>(_kind, group);
                await _database.WriteAsync(attempt.RunAsync, _database.Options.CallTimeout, CancellationToken.None);
            }
            catch (Exception error)
            {
                foreach (var write in group)
                {
                    write.Fail(error);
                }
            }
        }
    }

    private List<TWrite> Gather()
    {
        var group = new List<TWrite>();
        var identities = new HashSet<object>();
        var heldBack = new List<TWrite>();
        var rows = 0;
        foreach (var write in _heldBack)
        {
            Take(write);
        }

        while (group.Count < _database.Options.MaxGroupedWrites
            && rows < MaxRows
            && _waiting.Reader.TryRead(out var write))
        {
            Take(write);
        }

        _heldBack = heldBack;
        return group;

        void Take(TWrite write)
        {
            if (!identities.Add(write.Identity))
            {
                heldBack.Add(write);
            }
            else if (write.TryBegin())
            {
                group.Add(write);
                rows += write.RowCount;
            }
        }
    }
}
