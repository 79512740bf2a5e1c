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

    public Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public void AddStatements(NpgsqlBatch batch, IReadOnlyList<GrainWrite> writes)
    {
        var inserts = writes.Where(w => w is { State: not null, ExpectedVersion: null }).ToArray();
        if (inserts.Length > 0)
        {
            batch.Add(
                Insert,
                Array.ConvertAll(inserts, w => (long)w.Ordinal),
                Array.ConvertAll(inserts, w => w.GrainKey),
                Array.ConvertAll(inserts, w => w.GrainType),
                Array.ConvertAll(inserts, w => w.StateName),
                Array.ConvertAll(inserts, w => w.Version),
                Array.ConvertAll(inserts, w => w.State!));
        }

        var updates = writes.Where(w => w is { State: not null, ExpectedVersion: not null }).ToArray();
        if (updates.Length > 0)
        {
            batch.Add(
                Update,
                Array.ConvertAll(updates, w => (long)w.Ordinal),
                Array.ConvertAll(updates, w => w.GrainKey),
                Array.ConvertAll(updates, w => w.GrainType),
                Array.ConvertAll(updates, w => w.StateName),
                Array.ConvertAll(updates, w => w.ExpectedVersion!.Value),
                Array.ConvertAll(updates, w => w.Version),
                Array.ConvertAll(updates, w => w.State!));
        }

        var deletes = writes.Where(w => w is { State: null, ExpectedVersion: not null }).ToArray();
        if (deletes.Length > 0)
        {
            batch.Add(
                Delete,
                Array.ConvertAll(deletes, w => (long)w.Ordinal),
                Array.ConvertAll(deletes, w => w.GrainKey),
                Array.ConvertAll(deletes, w => w.GrainType),
                Array.ConvertAll(deletes, w => w.StateName),
                Array.ConvertAll(deletes, w => w.ExpectedVersion!.Value));
        }
    }

    public async Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<GrainWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            Examine,
            Enumerable.Range(0, writes.Count).Select(i => (long)i).ToArray(),
            writes.Select(w => w.GrainKey).ToArray(),
            writes.Select(w => w.GrainType).ToArray(),
            writes.Select(w => w.StateName).ToArray());
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
}
