using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.GrainDirectory;

namespace Tripline.Silo.Membership;

/// <summary>Where grains live, as a table: one activation a grain, whoever enters it first. The entry of a silo that the
/// membership calls dead, or does not know any more, gives way.</summary>
internal sealed class PostgresGrainDirectory(NpgsqlDataSource database, IOptions<ClusterOptions> cluster)
    : IGrainDirectory, IAsyncDisposable
{
    private const string Enter = """
        with entered as (
            insert into orleans.activation as a
                (cluster_id, grain_id, activation_id, address, port, generation, membership_version)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (cluster_id, grain_id) do update set
                activation_id = excluded.activation_id, address = excluded.address, port = excluded.port,
                generation = excluded.generation, membership_version = excluded.membership_version
            where a.activation_id = $8 or not exists (
                select from orleans.member m
                where m.cluster_id = a.cluster_id and m.address = a.address and m.port = a.port
                    and m.generation = a.generation and m.status <> 6)
            returning activation_id, address, port, generation, membership_version)
        select * from entered
        union all
        select activation_id, address, port, generation, membership_version from orleans.activation
        where cluster_id = $1 and grain_id = $2 and not exists (select from entered)
        """;

    private const string Find = """
        select activation_id, address, port, generation, membership_version from orleans.activation
        where cluster_id = $1 and grain_id = $2
        """;

    private const string Remove =
        "delete from orleans.activation where cluster_id = $1 and grain_id = $2 and activation_id = $3";

    private const string RemoveSilos = """
        delete from orleans.activation a
        using unnest($2::text[], $3::integer[], $4::integer[]) gone(address, port, generation)
        where a.cluster_id = $1 and a.address = gone.address and a.port = gone.port
            and a.generation = gone.generation
        """;

    private string Cluster => cluster.Value.ClusterId;

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null, CancellationToken.None);

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address, CancellationToken cancellationToken) =>
        Register(address, null, cancellationToken);

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) =>
        Register(address, previousAddress, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<GrainAddress?> Register(
        GrainAddress address, GrainAddress? previousAddress, CancellationToken cancellationToken)
    {
        var silo = address.SiloAddress!;
        while (true)
        {
            // Nothing comes back where another entry was made or removed while this one waited: once more.
            var winner = await ReadAsync(
                Enter,
                address.GrainId,
                [
                    Cluster, address.GrainId.ToString(), address.ActivationId.ToParsableString(),
                    silo.Endpoint.Address.ToString(), silo.Endpoint.Port, silo.Generation,
                    address.MembershipVersion.Value,
                    previousAddress?.ActivationId.ToParsableString() ?? "",
                ],
                cancellationToken);
            if (winner is not null)
            {
                return winner;
            }
        }
    }

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId) => Lookup(grainId, CancellationToken.None);

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId, CancellationToken cancellationToken) =>
        ReadAsync(Find, grainId, [Cluster, grainId.ToString()], cancellationToken);

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address) => Unregister(address, CancellationToken.None);

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address, CancellationToken cancellationToken) => ExecuteAsync(
        Remove,
        [Cluster, address.GrainId.ToString(), address.ActivationId.ToParsableString()],
        cancellationToken);

    /// <inheritdoc/>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) =>
        UnregisterSilos(siloAddresses, CancellationToken.None);

    /// <inheritdoc/>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses, CancellationToken cancellationToken) => ExecuteAsync(
        RemoveSilos,
        [
            Cluster,
            siloAddresses.Select(s => s.Endpoint.Address.ToString()).ToArray(),
            siloAddresses.Select(s => s.Endpoint.Port).ToArray(),
            siloAddresses.Select(s => s.Generation).ToArray(),
        ],
        cancellationToken);

    /// <summary>Closes its connections: it is the only one that uses them.</summary>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<GrainAddress?> ReadAsync(
        string statement, GrainId grain, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new GrainAddress
        {
            GrainId = grain,
            ActivationId = ActivationId.FromParsableString(reader.GetString(0)),
            SiloAddress = SiloAddress.New(IPAddress.Parse(reader.GetString(1)), reader.GetInt32(2), reader.GetInt32(3)),
            MembershipVersion = new MembershipVersion(reader.GetInt64(4)),
        };
    }

    private async Task ExecuteAsync(string statement, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string statement, object[] values)
    {
        var command = database.CreateCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
