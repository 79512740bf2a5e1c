using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Stores journal entries, one row each; a number that is taken is refused.</summary>
internal sealed class ArmingWrites : IWriteKind<ArmingWrite>
{
    private const string Insert = """
        with wanted as (
            select * from unnest($1, $2, $3, $4, $5) w(ordinal, symbol, sequence, after_position, bytes)
        ), stored as (
            insert into tripline.arming_journal (symbol, sequence, after_position, bytes)
            select symbol, sequence, after_position, bytes from wanted
            on conflict do nothing
            returning symbol, sequence
        )
        select w.ordinal from wanted w join stored s on s.symbol = w.symbol and s.sequence = w.sequence
        """;

    private const string Examine = """
        select w.ordinal
        from unnest($1, $2, $3, $4, $5) w(ordinal, symbol, sequence, after_position, bytes)
        join tripline.arming_journal a on a.symbol = w.symbol and a.sequence = w.sequence
            and a.after_position = w.after_position and a.bytes = w.bytes
        """;

    public Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public void AddStatements(NpgsqlBatch batch, IReadOnlyList<ArmingWrite> writes) =>
        batch.Add(Insert, Columns(writes, writes.Select(w => (long)w.Ordinal)));

    public async Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<ArmingWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            write.IsStored = false;
        }

        await using var command = connection.Command(
            Examine, Columns(writes, Enumerable.Range(0, writes.Count).Select(i => (long)i)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            writes[(int)reader.GetInt64(0)].IsStored = true;
        }
    }

    private static object[] Columns(IReadOnlyList<ArmingWrite> writes, IEnumerable<long> ordinals) =>
    [
        ordinals.ToArray(),
        writes.Select(w => w.Symbol).ToArray(),
        writes.Select(w => w.Entry.Sequence).ToArray(),
        writes.Select(w => w.Entry.AfterPosition).ToArray(),
        writes.Select(w => w.Entry.Bytes).ToArray(),
    ];
}
