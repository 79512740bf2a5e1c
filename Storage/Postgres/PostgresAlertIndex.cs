using Tripline.Storage.Alerts;

namespace Tripline.Storage.Postgres;

/// <summary>One row an alert and a count a user.</summary>
internal sealed class PostgresAlertIndex(PostgresDatabase database, GroupCommit<PendingWrite> writes) : IAlertIndex
{
    public Task AddAsync(string user, Guid alertId, string symbol, CancellationToken cancellationToken) =>
        writes.WriteAsync(new AlertWrite(user, alertId, symbol), cancellationToken);

    public Task RemoveAsync(string user, Guid alertId, CancellationToken cancellationToken) =>
        writes.WriteAsync(new AlertWrite(user, alertId, null), cancellationToken);

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
}
