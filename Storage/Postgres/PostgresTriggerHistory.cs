using Npgsql;
using NpgsqlTypes;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Postgres;

/// <summary>Triggers by user and number, and how far each inbox has come.</summary>
internal sealed class PostgresTriggerHistory(PostgresDatabase database, HistoryPartitions history)
    : ITriggerHistory, IAsyncDisposable
{
    private const string Selected = """
        select number, alert_id, symbol, partition, position, rule_order, time, price, name, condition, severity,
            message
        from tripline.trigger
        where user_id = $1 and number > $2
        """;

    private const string OfSymbol = " and symbol = $4";
    private const string OfAlert = " and alert_id = $5";
    private const string InOrder = " order by number limit $3";

    // A mark stands in the row of its trigger; see migration 6.
    private const string Marks = """
        select w.symbol, mark.position, mark.rule_order
        from unnest($2) w(symbol) cross join lateral (
            select m.position, m.rule_order from tripline.inbox_mark m where m.user_id = $1 and m.symbol = w.symbol
            union all
            (select t.position, t.rule_order from tripline.trigger t where t.user_id = $1 and t.symbol = w.symbol
             order by t.number desc limit 1)
            order by position desc, rule_order desc limit 1) mark
        """;

    private readonly GroupCommit<TriggerWrite> _writes = new(database, new TriggerWrites(database, history));

    public async ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    "select last_number from tripline.inbox where user_id = $1", user);
                return (long?)await command.ExecuteScalarAsync(token) ?? 0;
            },
            cancellationToken);

    public async ValueTask<IReadOnlyList<TriggerMark>> ReadMarksAsync(
        string user, IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(Marks, user, symbols.ToArray());
                await using var reader = await command.ExecuteReaderAsync(token);
                var marks = new List<TriggerMark>();
                while (await reader.ReadAsync(token))
                {
                    marks.Add(new TriggerMark(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
                }

                return marks;
            },
            cancellationToken);

    public Task AppendAsync(
        string user,
        long expectedLastNumber,
        IReadOnlyList<Trigger> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken)
    {
        TriggerNumbers.Check(expectedLastNumber, triggers);
        return _writes.WriteAsync(new TriggerWrite(user, expectedLastNumber, triggers, marks), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Trigger>> ReadAsync(
        TriggerQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    TextOf(query), query.User, query.After, Math.Max(0, query.Limit));
                command.Parameters.Add(new NpgsqlParameter<string?>
                {
                    TypedValue = query.Symbol, NpgsqlDbType = NpgsqlDbType.Text,
                });
                command.Parameters.Add(new NpgsqlParameter
                {
                    Value = (object?)query.AlertId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid,
                });
                return await ReadRowsAsync(command, query.User, token);
            },
            cancellationToken);

    public ValueTask DisposeAsync() => _writes.DisposeAsync();

    // Four constant texts, each with a plan of its own.
    private static string TextOf(TriggerQuery query) => (query.Symbol, query.AlertId) switch
    {
        (null, null) => Selected + InOrder,
        (_, null) => Selected + OfSymbol + InOrder,
        (null, _) => Selected + OfAlert + InOrder,
        _ => Selected + OfSymbol + OfAlert + InOrder,
    };

    private static async Task<IReadOnlyList<Trigger>> ReadRowsAsync(
        NpgsqlCommand command, string user, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Trigger>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new Trigger(
                reader.GetInt64(0),
                reader.GetGuid(1),
                user,
                reader.GetString(2),
                reader.GetInt32(3),
                reader.GetInt64(4),
                reader.GetInt64(5),
                EpochTime.ToMs(reader.GetDateTime(6)),
                reader.GetDouble(7),
                await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetString(8),
                reader.GetString(9),
                StoredSeverity.Parse(reader.GetString(10)),
                await reader.IsDBNullAsync(11, cancellationToken) ? null : reader.GetString(11)));
        }

        return rows;
    }
}
