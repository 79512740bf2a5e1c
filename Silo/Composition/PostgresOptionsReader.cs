using Npgsql;
using Tripline.Storage.Postgres;

namespace Tripline.Silo.Composition;

/// <summary>Reads the options of PostgreSQL.</summary>
internal static class PostgresOptionsReader
{
    /// <summary>The options; how long candles are kept is an option of every storage.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be used; the message names it, and holds nothing of
    /// the connection string.</exception>
    public static PostgresOptions Read(IConfiguration configuration)
    {
        var connection = configuration[SiloMode.Database]!;
        if (!IsUsable(connection))
        {
            throw new InvalidOperationException(
                $"{SiloMode.Database} is not a connection string of PostgreSQL: it is written "
                + "Host=…;Port=5432;Database=…;Username=…;Password=…, with a value that holds ';' or '=' in quotes.");
        }

        var options = new PostgresOptions { ConnectionString = connection };
        configuration.GetSection("Storage").Bind(options);
        configuration.GetSection("Postgres").Bind(options);
        return Fault(options) is { } fault ? throw new InvalidOperationException(fault) : options;
    }

    // What the driver says of a faulty one may hold a part of the password.
    private static bool IsUsable(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            return !string.IsNullOrEmpty(settings.Host);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException
            or OverflowException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static string? Fault(PostgresOptions options)
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(options.CallTimeout), options.CallTimeout),
            (nameof(options.CheckpointTimeout), options.CheckpointTimeout),
            (nameof(options.ConnectTimeout), options.ConnectTimeout),
            (nameof(options.StartTimeout), options.StartTimeout),
            (nameof(options.MigrationTimeout), options.MigrationTimeout),
            (nameof(options.RetentionInterval), options.RetentionInterval),
        ];
        (string Name, int Value)[] counts =
        [
            (nameof(options.MaxConnections), options.MaxConnections),
            (nameof(options.MaxGroupedWrites), options.MaxGroupedWrites),
            (nameof(options.MaxWaitingWrites), options.MaxWaitingWrites),
        ];
        return Array.Find(times, time => time.Value <= TimeSpan.Zero) is { Name: { } late }
            ? $"Postgres:{late} must be longer than nothing."
            : Array.Find(counts, count => count.Value < 1) is { Name: { } few }
                ? $"Postgres:{few} must be at least 1."
                : null;
    }
}
