using Npgsql;

namespace Tripline.Silo.Membership;

/// <summary>Keeps silos of this build out of a database in which silos of a build before Orleans still work.</summary>
internal static class EarlierBuild
{
    private const string Working = """
        select silo_id, address from tripline.silo
        where heartbeat_at > clock_timestamp() - interval '15 seconds'
        order by silo_id limit 1
        """;

    /// <summary>Completes when none works there. To be called before the database is migrated.</summary>
    /// <exception cref="InvalidOperationException">One does; the message says what to do.</exception>
    public static async Task RefuseAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(Working);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                throw new InvalidOperationException(
                    $"Silo {reader.GetString(0)} at {reader.GetString(1)} of an earlier build, whose cluster protocol "
                    + "this one does not speak, works in this database: stop all silos of that build, wait 15 seconds, "
                    + "and start this one again. It takes over everything that was stored; the earlier build cannot go back.");
            }
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            // A new database, or one that has never had silos of that kind.
        }
    }
}
