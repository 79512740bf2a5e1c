using Npgsql;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Postgres;

/// <summary>Stores triggers of several users: moves each inbox on from exactly the number before, which only one of two
/// writers can, and adds rows and marks.</summary>
internal sealed class TriggerWrites(PostgresDatabase database, HistoryPartitions history) : IWriteKind<TriggerWrite>
{
    private const string Advance = "select tripline.advance_inboxes($1, $2, $3, $4)";

    private const string Insert = """
        insert into tripline.trigger
            (user_id, number, alert_id, symbol, partition, position, rule_order, time, price, name, condition, severity,
            message, stored_at)
        select w.*, $14
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) w
        """;

    private const string Marks = """
        insert into tripline.inbox_mark (user_id, symbol, position, rule_order) select * from unnest($1, $2, $3, $4)
        on conflict (user_id, symbol) do update set position = excluded.position, rule_order = excluded.rule_order
        """;

    private const string Examine = """
        select w.ordinal, i.last_number, t.alert_id, t.position, t.rule_order
        from unnest($1, $2, $3) w(ordinal, user_id, number)
        join tripline.inbox i on i.user_id = w.user_id
        left join tripline.trigger t on t.user_id = w.user_id and t.number = w.number
        """;

    public Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        history.EnsureTriggersAsync(connection, database.Time.GetUtcNow().UtcDateTime, cancellationToken);

    public void AddStatements(NpgsqlBatch batch, IReadOnlyList<TriggerWrite> writes)
    {
        batch.Add(
            Advance,
            writes.Select(w => w.Ordinal).ToArray(),
            writes.Select(w => w.User).ToArray(),
            writes.Select(w => w.ExpectedLastNumber + 1).ToArray(),
            writes.Select(w => w.LastNumber).ToArray());
        AddRows(batch, writes);
        var marks = writes.SelectMany(MarksApart, (w, mark) => (w.User, Mark: mark)).ToArray();
        if (marks.Length > 0)
        {
            batch.Add(
                Marks,
                Array.ConvertAll(marks, m => m.User),
                Array.ConvertAll(marks, m => PostgresText.Key(m.Mark.Symbol)),
                Array.ConvertAll(marks, m => m.Mark.Position),
                Array.ConvertAll(marks, m => m.Mark.RuleOrder));
        }
    }

    public async Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<TriggerWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            write.IsStored = false;
            write.StoredNumber = 0;
        }

        await using var command = connection.Command(
            Examine,
            Enumerable.Range(0, writes.Count).Select(i => (long)i).ToArray(),
            writes.Select(w => w.User).ToArray(),
            writes.Select(w => w.Triggers.Count == 0 ? 0 : w.LastNumber).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var write = writes[(int)reader.GetInt64(0)];
            write.StoredNumber = reader.GetInt64(1);
            write.IsStored = isUncertain
                && !await reader.IsDBNullAsync(2, cancellationToken)
                && write.Triggers[^1] is var last
                && reader.GetGuid(2) == last.AlertId
                && reader.GetInt64(3) == last.Position
                && reader.GetInt64(4) == last.RuleOrder;
        }
    }

    // The last mark of each symbol, unless a trigger of the same write says it: see migration 6.
    private static IEnumerable<TriggerMark> MarksApart(TriggerWrite write)
    {
        var last = new Dictionary<string, TriggerMark>(StringComparer.Ordinal);
        foreach (var mark in write.Marks)
        {
            last[mark.Symbol] = mark;
        }

        var said = new Dictionary<string, Trigger>(StringComparer.Ordinal);
        foreach (var trigger in write.Triggers)
        {
            said[trigger.Symbol] = trigger;
        }

        return last.Values.Where(mark => !said.TryGetValue(mark.Symbol, out var trigger)
            || trigger.Position != mark.Position || trigger.RuleOrder != mark.RuleOrder);
    }

    private void AddRows(NpgsqlBatch batch, IReadOnlyList<TriggerWrite> writes)
    {
        var rows = writes.SelectMany(w => w.Triggers, (w, row) => (w.User, Row: row)).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        batch.Add(
            Insert,
            Array.ConvertAll(rows, r => r.User),
            Array.ConvertAll(rows, r => r.Row.Number),
            Array.ConvertAll(rows, r => r.Row.AlertId),
            Array.ConvertAll(rows, r => PostgresText.Displayed(r.Row.Symbol)),
            Array.ConvertAll(rows, r => r.Row.Partition),
            Array.ConvertAll(rows, r => r.Row.Position),
            Array.ConvertAll(rows, r => r.Row.RuleOrder),
            Array.ConvertAll(rows, r => EpochTime.FromMs(r.Row.TimeMs)),
            Array.ConvertAll(rows, r => r.Row.Price),
            Array.ConvertAll(rows, r => r.Row.Name is { } name ? PostgresText.Displayed(name) : null),
            Array.ConvertAll(rows, r => PostgresText.Displayed(r.Row.When)),
            Array.ConvertAll(rows, r => StoredSeverity.Of(r.Row.Severity)),
            Array.ConvertAll(rows, r => r.Row.Message is { } message ? PostgresText.Displayed(message) : null),
            database.Time.GetUtcNow().UtcDateTime);
    }
}
