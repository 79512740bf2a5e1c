using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Stores the index of alerts and each user's count of them.</summary>
internal sealed class AlertWrites : IWriteKind<AlertWrite>
{
    // Nearly always all of them are new; only otherwise is it looked for those whose user or symbol has changed.
    private const string Add = """
        with wanted as (
            select * from unnest($1, $2, $3) w(alert_id, user_id, symbol)
        ), added as (
            insert into tripline.alert (alert_id, user_id, symbol) select alert_id, user_id, symbol from wanted
            on conflict (alert_id) do nothing
            returning user_id
        ), moved as (
            select a.alert_id, a.user_id as old_user_id, w.user_id, w.symbol
            from wanted w
            join tripline.alert a on a.alert_id = w.alert_id
            where (select count(*) from added) < cardinality($1) and (a.user_id, a.symbol) <> (w.user_id, w.symbol)
            for update of a
        ), changed as (
            update tripline.alert a set user_id = m.user_id, symbol = m.symbol from moved m
            where a.alert_id = m.alert_id
        ), differences as (
            select user_id, 1 as alerts from added
            union all select user_id, 1 from moved
            union all select old_user_id, -1 from moved
        )
        insert into tripline.alert_count as c (user_id, alerts)
        select user_id, sum(alerts) from differences group by user_id having sum(alerts) <> 0 order by user_id
        on conflict (user_id) do update set alerts = c.alerts + excluded.alerts
        """;

    private const string Remove = """
        with gone as (
            delete from tripline.alert a using unnest($1, $2) w(alert_id, user_id)
            where a.alert_id = w.alert_id and a.user_id = w.user_id
            returning a.user_id
        )
        update tripline.alert_count c set alerts = c.alerts - g.alerts
        from (select user_id, count(*) as alerts from gone group by user_id) g
        where c.user_id = g.user_id
        """;

    public Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public void AddStatements(NpgsqlBatch batch, IReadOnlyList<AlertWrite> writes)
    {
        var remembered = writes.Where(w => w.Symbol is not null).ToArray();
        if (remembered.Length > 0)
        {
            batch.Add(
                Add,
                Array.ConvertAll(remembered, w => w.AlertId),
                Array.ConvertAll(remembered, w => w.User),
                Array.ConvertAll(remembered, w => w.Symbol!));
        }

        var forgotten = writes.Where(w => w.Symbol is null).ToArray();
        if (forgotten.Length > 0)
        {
            batch.Add(
                Remove,
                Array.ConvertAll(forgotten, w => w.AlertId),
                Array.ConvertAll(forgotten, w => w.User));
        }
    }

    // Storing one again changes nothing, so there is nothing to find out.
    public Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<AlertWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            write.IsStored = false;
        }

        return Task.CompletedTask;
    }
}
