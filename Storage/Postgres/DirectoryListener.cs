using System.Threading.Channels;
using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Hears of changes of the directory on a connection of its own, which it makes anew whenever it is lost. It
/// begins with the first that waits.</summary>
internal sealed class DirectoryListener(PostgresDatabase database) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private int _isDisposed;
    private Task? _loop;

    /// <summary>Completes after a change that no completion has told of, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _loop ??= Task.Run(ListenAsync, CancellationToken.None);
        }

        using var late = new CancellationTokenSource(atMost, database.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _changes.Reader.WaitToReadAsync(either.Token);
            _changes.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was heard: time to look.
        }
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        // A container disposes a service once for each name that it was resolved by.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _end.CancelAsync();
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenListenerAsync(_end.Token);
                connection.Notification += (_, _) => _changes.Writer.TryWrite(true);
                await using (var listen = new NpgsqlCommand($"listen {PostgresSiloDirectory.Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(_end.Token);
                }

                // What was told before the server heard of this listener is not told again.
                _changes.Writer.TryWrite(true);
                while (true)
                {
                    await connection.WaitAsync(_end.Token);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                await Task.Delay(Pause, database.Time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
