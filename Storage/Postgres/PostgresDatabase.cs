using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>The connections to the database, and the bound and the repetitions that every use of them has.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    // So long after the last word of the server a listener asks whether it is still there.
    private const int ListenerKeepAliveSeconds = 10;

    private readonly NpgsqlDataSource _connections;
    private readonly string _listenerSettings;

    public PostgresDatabase(PostgresOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        var settings = ConnectionSettings.Build(options);
        Server = $"{settings.Host}:{settings.Port}/{settings.Database}";
        _connections = NpgsqlDataSource.Create(settings);
        settings.Pooling = false;
        settings.KeepAlive = ListenerKeepAliveSeconds;
        _listenerSettings = settings.ConnectionString;
    }

    public PostgresOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>Host, port and database, for messages.</summary>
    public string Server { get; }

    /// <summary>Reads; where the connection is lost, again until the call's bound.</summary>
    public Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ReadAsync(work, Options.CallTimeout, cancellationToken);

    /// <summary>Reads within a bound of its own.</summary>
    public Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, TimeSpan bound, CancellationToken cancellationToken) =>
        RunAsync(work, bound, isWrite: false, cancellationToken);

    /// <summary>Does work that may be done again: where it was taken back, or the connection was lost so that nobody
    /// knows whether it was done, it is repeated until the bound.</summary>
    public Task<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, TimeSpan bound, CancellationToken cancellationToken) =>
        RunAsync(work, bound, isWrite: true, cancellationToken);

    /// <summary>Opens a connection apart from the pool, on which somebody listens for as long as they like.</summary>
    public async Task<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_listenerSettings);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        TimeSpan bound,
        bool isWrite,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(bound, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var pause = TimeSpan.Zero;
        Exception? cause = null;
        var isUncertain = false;
        while (true)
        {
            var isConnected = false;
            try
            {
                await using var connection = await _connections.OpenConnectionAsync(either.Token);
                isConnected = true;
                return await work(connection, either.Token);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                cause = error is OperationCanceledException ? cause ?? error : error;
                isUncertain |= isWrite && isConnected && !WasTakenBack(error);
                if (deadline.IsCancellationRequested || !IsWorthRepeating(error, isConnected))
                {
                    throw Explain(cause, deadline.IsCancellationRequested, isConnected, isUncertain, bound);
                }

                _connections.Clear();
            }

            pause = await PauseAsync(pause, either.Token);
        }
    }

    private static bool IsWorthRepeating(Exception error, bool isConnected) => isConnected
        ? PostgresFault.IsConnectionLost(error) || PostgresFault.IsRolledBack(error)
        : PostgresFault.IsWorthConnectingAgain(error);

    // The server answered with an error, or with the confirmation that it has stopped.
    private static bool WasTakenBack(Exception error) =>
        (error as PostgresException ?? error.InnerException as PostgresException) is { } answer
        && !PostgresFault.IsConnectionLost(answer);

    private async Task<TimeSpan> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause > TimeSpan.Zero)
        {
            // Cut short by the deadline, it lets the next attempt end the call with its cause.
            await Task.Delay(pause, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }

    private Exception Explain(Exception cause, bool isLate, bool isConnected, bool isUncertain, TimeSpan bound)
    {
        string? what = null;
        if (isLate)
        {
            what = $"did not answer within {bound.TotalSeconds:0.###} s ({cause.Message})";
        }
        else if (!isConnected)
        {
            what = $"cannot be used: {cause.Message}";
        }
        else if (PostgresFault.IsRefusedForNow(cause) || cause is NpgsqlException { InnerException: TimeoutException })
        {
            what = $"could not do it: {cause.Message}";
        }

        return what is null
            ? cause
            : new StorageUnavailableException($"PostgreSQL at {Server} {what}", cause)
            {
                MayHaveBeenStored = isUncertain,
            };
    }
}
