using Npgsql;
using Tripline.Storage.Postgres.Migrations;

namespace Tripline.Storage.Postgres;

/// <summary>Brings a database's schema up to date.</summary>
public static class PostgresMigrator
{
    // Not a partition's lock: those have two keys.
    private const long MigrationLock = 0x54524950_4C494E45;

    private const string Prepare = """
        create schema if not exists tripline;
        create table if not exists tripline.schema_version (
            version integer primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null
        )
        """;

    /// <summary>Completes once the server takes connections, within <see cref="PostgresOptions.StartTimeout"/>.</summary>
    /// <exception cref="StorageUnavailableException">It does not; the message says what to do.</exception>
    public static async Task ReachAsync(PostgresOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase(options, time);
        try
        {
            await database.ReadAsync(
                async (connection, token) =>
                {
                    await using var command = connection.Command("select 1");
                    return await command.ExecuteScalarAsync(token);
                },
                options.StartTimeout,
                cancellationToken);
        }
        catch (StorageUnavailableException error)
        {
            throw new StorageUnavailableException(
                $"{error.Message.TrimEnd('.')}. {PostgresFault.Advice(error.InnerException)}", error);
        }
    }

    /// <summary>Makes the steps that are missing, all or none. Silos that do this at the same time wait for each
    /// other.</summary>
    /// <exception cref="MigrationException">The database is newer than the program, or does not fit it.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be used or was too slow.</exception>
    public static Task<MigrationReport> MigrateAsync(
        PostgresOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        MigrateAsync(options, MigrationFiles.All, time, cancellationToken);

    /// <summary>Makes the given steps, as far as they are missing.</summary>
    /// <exception cref="MigrationException">The database is newer than the steps, or does not fit them.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be used or was too slow.</exception>
    public static async Task<MigrationReport> MigrateAsync(
        PostgresOptions options, IReadOnlyList<Migration> known, TimeProvider time, CancellationToken cancellationToken)
    {
        var patient = options with { CallTimeout = options.MigrationTimeout };
        await using var database = new PostgresDatabase(patient, time);
        try
        {
            return await database.WriteAsync(
                (connection, token) => MigrateAsync(connection, known, time, token),
                options.MigrationTimeout,
                cancellationToken);
        }
        catch (PostgresException error)
        {
            throw new MigrationException(
                $"PostgreSQL at {database.Server} refuses to be migrated: {error.MessageText}. The user of the "
                + "connection needs the right to create schemas in the database, or one that has it migrates first.",
                error);
        }
    }

    /// <summary>Completes when the schema is the one that this program needs; changes nothing.</summary>
    /// <exception cref="MigrationException">It is not: the database is older or newer, or does not fit.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be used or was too slow.</exception>
    public static async Task CheckAsync(PostgresOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase(options, time);
        var applied = await database.ReadAsync(
            async (connection, token) =>
            {
                try
                {
                    return await ReadAppliedAsync(connection, token);
                }
                catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable)
                {
                    return [];
                }
            },
            cancellationToken);
        if (MigrationPlan.Of(MigrationFiles.All, applied) is [var missing, ..])
        {
            throw new MigrationException(
                $"The database's schema lacks migration {missing.Version} ({missing.Name}): start with "
                + "migration on, or migrate it first.");
        }
    }

    private static async Task<MigrationReport> MigrateAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Migration> known,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var alone = connection.Command("select pg_advisory_xact_lock($1)", MigrationLock))
        {
            await alone.ExecuteNonQueryAsync(cancellationToken);
        }

        await ExecuteAsync(connection, Prepare, cancellationToken);
        var missing = MigrationPlan.Of(known, await ReadAppliedAsync(connection, cancellationToken));
        foreach (var step in missing)
        {
            await ApplyAsync(connection, step, time, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new MigrationReport(known.Count, missing);
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, Migration step, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, step.Text, cancellationToken);
        }
        catch (PostgresException error) when (!PostgresFault.IsConnectionLost(error)
            && !PostgresFault.IsRefusedForNow(error) && !PostgresFault.IsRolledBack(error))
        {
            throw new MigrationException(
                $"Migration {step.Version} ({step.Name}) failed and was taken back: {error.MessageText}", error);
        }

        await using var note = connection.Command(
            "insert into tripline.schema_version (version, name, checksum, applied_at) values ($1, $2, $3, $4)",
            step.Version,
            step.Name,
            step.Checksum,
            time.GetUtcNow().UtcDateTime);
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The text is the program's own.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<AppliedMigration>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "select version, name, checksum from tripline.schema_version order by version");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new List<AppliedMigration>();
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(new AppliedMigration(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }
}
