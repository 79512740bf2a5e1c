using Npgsql;
using Tripline.Storage.Silos;

namespace Tripline.Storage.Postgres;

/// <summary>The directory as two tables; times of heartbeats are the database's. Whoever changes it notifies the
/// others.</summary>
internal sealed class PostgresSiloDirectory(PostgresDatabase database) : ISiloDirectory, IAsyncDisposable
{
    /// <summary>The channel that changes are told on.</summary>
    public const string Channel = "tripline_silos";

    private const string Notify = $"select pg_notify('{Channel}', '')";

    // Earlier runs of this silo, and silos that have died long ago, go with it. A silo that was only frozen finds itself
    // missing at its next heartbeat and registers again.
    private const string Clean = """
        delete from tripline.silo
        where silo_id <> $1 and (address = $2 or heartbeat_at < clock_timestamp() - interval '1 hour')
        """;

    private const string Register = """
        insert into tripline.silo (silo_id, address, version, started_at, heartbeat_at)
        values ($1, $2, $3, $4, clock_timestamp())
        on conflict (silo_id) do update set
            address = excluded.address, version = excluded.version, started_at = excluded.started_at,
            heartbeat_at = excluded.heartbeat_at
        """;

    private const string Heartbeat = "update tripline.silo set heartbeat_at = clock_timestamp() where silo_id = $1";

    private const string Leave = "delete from tripline.silo where silo_id = $1";

    private const string EnterPartitions =
        "insert into tripline.partitions (partition_count) values ($1) on conflict do nothing";

    private const string Silos = """
        select silo_id, address, version, started_at, clock_timestamp() - heartbeat_at from tripline.silo
        order by silo_id
        """;

    private readonly PartitionTakes _takes = new(database);
    private readonly DirectoryListener _listener = new(database);

    public Task RegisterAsync(SiloEntry silo, CancellationToken cancellationToken) => ChangeAsync(
        batch =>
        {
            batch.Add(Clean, silo.SiloId, silo.Address);
            batch.Add(Register, silo.SiloId, silo.Address, silo.Version, silo.StartedAt.UtcDateTime);
            batch.Add(Notify);
        },
        cancellationToken);

    public async Task<bool> HeartbeatAsync(string siloId, CancellationToken cancellationToken) =>
        await ChangeAsync(batch => batch.Add(Heartbeat, siloId), cancellationToken) > 0;

    public Task LeaveAsync(string siloId, CancellationToken cancellationToken) => ChangeAsync(
        batch =>
        {
            batch.Add(Leave, siloId);
            batch.Add(Notify);
        },
        cancellationToken);

    public Task<DirectoryView> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async (connection, token) =>
        {
            // Owners first: their silos were entered before they took anything.
            var owners = await PartitionTakes.ReadAsync(connection, token);
            return new DirectoryView(await ReadSilosAsync(connection, token), owners);
        },
        cancellationToken);

    public Task<long> TakeAsync(int partition, string siloId, CancellationToken cancellationToken) =>
        _takes.TakeAsync(partition, siloId, Notify, cancellationToken);

    public Task<int> AgreeOnPartitionsAsync(int partitionCount, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, token) =>
            {
                await using (var enter = connection.Command(EnterPartitions, partitionCount))
                {
                    await enter.ExecuteNonQueryAsync(token);
                }

                await using var read = connection.Command("select partition_count from tripline.partitions");
                return (int)(await read.ExecuteScalarAsync(token))!;
            },
            database.Options.CallTimeout,
            cancellationToken);

    public Task WaitForChangeAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _listener.WaitAsync(atMost, cancellationToken);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private static async Task<IReadOnlyList<EnteredSilo>> ReadSilosAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Silos);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var silos = new List<EnteredSilo>();
        while (await reader.ReadAsync(cancellationToken))
        {
            silos.Add(new EnteredSilo(
                new SiloEntry(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    new DateTimeOffset(reader.GetDateTime(3), TimeSpan.Zero)),
                reader.GetTimeSpan(4)));
        }

        return silos;
    }

    private Task<int> ChangeAsync(Action<NpgsqlBatch> addStatements, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, token) =>
            {
                await using var batch = connection.CreateBatch();
                addStatements(batch);
                return await batch.ExecuteNonQueryAsync(token);
            },
            database.Options.CallTimeout,
            cancellationToken);
}
