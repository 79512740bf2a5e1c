using System.Collections.Concurrent;
using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Makes the history tables' partitions before they are written to, and drops those beyond their
/// retention.</summary>
internal sealed class HistoryPartitions(PostgresDatabase database)
{
    private const string Candles = "candle_page";
    private const string Triggers = "trigger";

    // Partitions begin at midnight UTC, so rows of one day lie in one partition.
    private readonly ConcurrentDictionary<(string Table, int Series, DateOnly Day), bool> _made = new();

    /// <summary>Makes what triggers stored at this time need.</summary>
    public Task EnsureTriggersAsync(
        NpgsqlConnection connection, DateTime storedAt, CancellationToken cancellationToken) =>
        EnsureAsync(connection, Triggers, [(0, DateOnly.FromDateTime(storedAt))], cancellationToken);

    /// <summary>Makes what these rows of candles need.</summary>
    public Task EnsureCandlesAsync(
        NpgsqlConnection connection, IEnumerable<CandlePage> pages, CancellationToken cancellationToken) =>
        EnsureAsync(
            connection,
            Candles,
            pages.Select(p => (p.IntervalSeconds, DateOnly.FromDateTime(EpochTime.FromMs(p.TimeMs)))),
            cancellationToken);

    /// <summary>Forgets what was made: another silo may have dropped it since.</summary>
    public void Forget() => _made.Clear();

    /// <summary>Drops the partitions that lie wholly beyond their retention: of triggers, back from now; of candles,
    /// back from the newest one. Returns how many.</summary>
    public Task<long> DropOldAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, token) =>
        {
            var dropped = 0L;
            if (database.Options.TriggerRetention is { } kept)
            {
                var oldest = (database.Time.GetUtcNow() - kept).UtcDateTime;
                dropped += await DropAsync(
                    connection.Command("select tripline.drop_history($1, 0, $2)", Triggers, oldest), token);
            }

            foreach (var (intervalSeconds, retention) in database.Options.CandleRetention)
            {
                dropped += await DropAsync(
                    connection.Command(
                        "select tripline.drop_history($1, $2, tripline.newest_candle($2) - $3)",
                        Candles,
                        intervalSeconds,
                        retention),
                    token);
            }

            Forget();
            return dropped;
        },
        database.Options.CheckpointTimeout,
        cancellationToken);

    private static async Task<long> DropAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
    }

    private async Task EnsureAsync(
        NpgsqlConnection connection,
        string table,
        IEnumerable<(int Series, DateOnly Day)> rows,
        CancellationToken cancellationToken)
    {
        var missing = rows.Distinct().Where(row => !_made.ContainsKey((table, row.Series, row.Day))).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        await using var command = connection.Command(
            "select tripline.ensure_history($1, $2, $3)",
            table,
            Array.ConvertAll(missing, row => row.Series),
            Array.ConvertAll(missing, row => row.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)));
        await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var row in missing)
        {
            _made[(table, row.Series, row.Day)] = true;
        }
    }
}
