using System.Collections.Concurrent;
using Npgsql;
using Tripline.Storage.Candles;

namespace Tripline.Storage.Postgres;

/// <summary>Makes the history tables' partitions before they are written to, and drops those beyond their
/// retention.</summary>
internal sealed class HistoryPartitions(PostgresDatabase database)
{
    private const string Candles = "candle";
    private const string Triggers = "trigger";
    private const int MondayOfFirstWeek = 4;

    private readonly ConcurrentDictionary<(string Table, long Step), bool> _made = new();

    /// <summary>Makes what triggers stored at this time need.</summary>
    public Task EnsureTriggersAsync(NpgsqlConnection connection, DateTime storedAt, CancellationToken cancellationToken) =>
        EnsureAsync(connection, Triggers, [storedAt], time => (time.Year * 12) + time.Month, cancellationToken);

    /// <summary>Makes what these candles need.</summary>
    public Task EnsureCandlesAsync(
        NpgsqlConnection connection, IReadOnlyList<CandleRow> candles, CancellationToken cancellationToken) =>
        candles.Count == 0
            ? Task.CompletedTask
            : EnsureAsync(
                connection, Candles, candles.Select(c => EpochTime.FromMs(c.OpenTimeMs)), WeekOf, cancellationToken);

    /// <summary>The candles that are not beyond their retention.</summary>
    public IReadOnlyList<CandleRow> Kept(IReadOnlyList<CandleRow> candles)
    {
        if (database.Options.CandleRetention is not { } retention)
        {
            return candles;
        }

        var oldestMs = (database.Time.GetUtcNow() - retention).ToUnixTimeMilliseconds();
        return candles.Where(c => c.OpenTimeMs >= oldestMs).ToArray();
    }

    /// <summary>Drops the partitions that lie wholly beyond their table's retention. Returns how many.</summary>
    public Task<int> DropOldAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
            await DropAsync(connection, Triggers, database.Options.TriggerRetention, token)
            + await DropAsync(connection, Candles, database.Options.CandleRetention, token),
        cancellationToken);

    // Day 0 of the epoch was a Thursday; weeks begin on Mondays, as PostgreSQL's do.
    private static long WeekOf(DateTime time) => ((long)Math.Floor((time - DateTime.UnixEpoch).TotalDays)
        - MondayOfFirstWeek + (7L * 200_000)) / 7;

    private async Task EnsureAsync(
        NpgsqlConnection connection,
        string table,
        IEnumerable<DateTime> times,
        Func<DateTime, long> stepOf,
        CancellationToken cancellationToken)
    {
        var missing = times
            .DistinctBy(stepOf)
            .Where(time => !_made.ContainsKey((table, stepOf(time))))
            .ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        await using var command = connection.Command("select tripline.ensure_history($1, $2)", table, missing);
        await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var time in missing)
        {
            _made[(table, stepOf(time))] = true;
        }
    }

    private async Task<int> DropAsync(
        NpgsqlConnection connection, string table, TimeSpan? retention, CancellationToken cancellationToken)
    {
        if (retention is not { } kept)
        {
            return 0;
        }

        await using var command = connection.Command(
            "select tripline.drop_history($1, $2)", table, (database.Time.GetUtcNow() - kept).UtcDateTime);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
