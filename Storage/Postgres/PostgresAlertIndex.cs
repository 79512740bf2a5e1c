using Tripline.Storage.Alerts;

namespace Tripline.Storage.Postgres;

/// <summary>One row an alert and a count a user.</summary>
internal sealed class PostgresAlertIndex(PostgresDatabase database) : IAlertIndex, IAsyncDisposable
{
    private readonly GroupCommit<AlertWrite> _writes = new(database, new AlertWrites());

    public Task AddAsync(string user, Guid alertId, string symbol, CancellationToken cancellationToken) =>
        _writes.WriteAsync(new AlertWrite(user, alertId, symbol), cancellationToken);

    public Task RemoveAsync(string user, Guid alertId, CancellationToken cancellationToken) =>
        _writes.WriteAsync(new AlertWrite(user, alertId, null), cancellationToken);

    public async ValueTask<string?> FindSymbolAsync(Guid alertId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    "select symbol from tripline.alert where alert_id = $1", alertId);
                return (string?)await command.ExecuteScalarAsync(token);
            },
            cancellationToken);

    public async ValueTask<long> CountAsync(string user, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    "select alerts from tripline.alert_count where user_id = $1", user);
                return (long?)await command.ExecuteScalarAsync(token) ?? 0;
            },
            cancellationToken);

    public ValueTask DisposeAsync() => _writes.DisposeAsync();
}
