using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Stores grain states: one statement for new ones, one for changed ones, one for cleared ones.</summary>
internal sealed class GrainWrites : IWriteKind<GrainWrite>
{
    private const string Insert = """
        insert into tripline.grain_state (grain_key, grain_type, state_name, version, state)
        select * from unnest($2, $3, $4, $5, $6)
        on conflict do nothing
        returning ($1)[array_position($5, version)]
        """;

    private const string Update = """
        update tripline.grain_state s set version = w.version, state = w.state
        from unnest($1, $2, $3, $4, $5, $6, $7) w(ordinal, grain_key, grain_type, state_name, expected, version, state)
        where s.grain_key = w.grain_key and s.grain_type = w.grain_type and s.state_name = w.state_name
            and s.version = w.expected
        returning w.ordinal
        """;

    private const string Delete = """
        delete from tripline.grain_state s
        using unnest($1, $2, $3, $4, $5) w(ordinal, grain_key, grain_type, state_name, expected)
        where s.grain_key = w.grain_key and s.grain_type = w.grain_type and s.state_name = w.state_name
            and s.version = w.expected
        returning w.ordinal
        """;

    private const string Examine = """
        select w.ordinal, s.version
        from unnest($1, $2, $3, $4) w(ordinal, grain_key, grain_type, state_name)
        join tripline.grain_state s
            on s.grain_key = w.grain_key and s.grain_type = w.grain_type and s.state_name = w.state_name
        """;

    public bool ConfirmsEach => true;

    public Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public void AddStatements(NpgsqlBatch batch, IReadOnlyList<GrainWrite> writes)
    {
        var inserts = Ordinals(writes, w => w is { State: not null, ExpectedVersion: null });
        if (inserts.Length > 0)
        {
            batch.Add(
                Insert,
                inserts,
                Column(inserts, writes, w => w.GrainId.Key),
                Column(inserts, writes, w => w.GrainId.Type),
                Column(inserts, writes, w => w.StateName),
                Column(inserts, writes, w => w.Version),
                Column(inserts, writes, w => w.State!));
        }

        var updates = Ordinals(writes, w => w is { State: not null, ExpectedVersion: not null });
        if (updates.Length > 0)
        {
            batch.Add(
                Update,
                updates,
                Column(updates, writes, w => w.GrainId.Key),
                Column(updates, writes, w => w.GrainId.Type),
                Column(updates, writes, w => w.StateName),
                Column(updates, writes, w => w.ExpectedVersion!.Value),
                Column(updates, writes, w => w.Version),
                Column(updates, writes, w => w.State!));
        }

        var deletes = Ordinals(writes, w => w is { State: null, ExpectedVersion: not null });
        if (deletes.Length > 0)
        {
            batch.Add(
                Delete,
                deletes,
                Column(deletes, writes, w => w.GrainId.Key),
                Column(deletes, writes, w => w.GrainId.Type),
                Column(deletes, writes, w => w.StateName),
                Column(deletes, writes, w => w.ExpectedVersion!.Value));
        }
    }

    public async Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<GrainWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
    {
        var all = Ordinals(writes, _ => true);
        await using var command = connection.Command(
            Examine,
            all,
            Column(all, writes, w => w.GrainId.Key),
            Column(all, writes, w => w.GrainId.Type),
            Column(all, writes, w => w.StateName));
        foreach (var write in writes)
        {
            write.StoredVersion = null;
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            writes[(int)reader.GetInt64(0)].StoredVersion = reader.GetInt64(1);
        }

        foreach (var write in writes)
        {
            // Clearing what is not there is done; so is clearing what an attempt without an answer has cleared.
            write.IsStored = write.State is null
                ? write.StoredVersion is null && (isUncertain || write.ExpectedVersion is null)
                : write.StoredVersion == write.Version;
        }
    }

    private static long[] Ordinals(IReadOnlyList<GrainWrite> writes, Func<GrainWrite, bool> which) =>
        Enumerable.Range(0, writes.Count).Where(i => which(writes[i])).Select(i => (long)i).ToArray();

    private static T[] Column<T>(long[] ordinals, IReadOnlyList<GrainWrite> writes, Func<GrainWrite, T> value) =>
        Array.ConvertAll(ordinals, ordinal => value(writes[(int)ordinal]));
}
