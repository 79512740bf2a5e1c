namespace Tripline.Silo.Composition;

/// <summary>What the silo stands on: decided by two options, and everything else follows.</summary>
/// <param name="IsClustered">Whether Kafka is the tick log and shares the partitions out among several silos; else the
/// tick log is in the data folder and all partitions are this silo's.</param>
/// <param name="UsesPostgres">Whether state and history are in PostgreSQL; else they are in the data folder.</param>
internal sealed record SiloMode(bool IsClustered, bool UsesPostgres)
{
    /// <summary>Name of PostgreSQL's connection string.</summary>
    public const string ConnectionName = "Tripline";

    /// <summary>Reads the mode.</summary>
    /// <exception cref="InvalidOperationException">The options do not go together; the message says what to
    /// do.</exception>
    public static SiloMode Read(IConfiguration configuration)
    {
        var streams = configuration["Streams"] is { Length: > 0 } text ? text : "embedded";
        var isClustered = string.Equals(streams, "kafka", StringComparison.OrdinalIgnoreCase);
        if (!isClustered && !string.Equals(streams, "embedded", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"--Streams is '{streams}'; it can be embedded or kafka.");
        }

        var usesPostgres = !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionName));
        return isClustered && !usesPostgres
            ? throw new InvalidOperationException(
                "With --Streams kafka several silos share their state, which the data folder cannot give them: name the "
                + "PostgreSQL database with --ConnectionStrings:Tripline \"Host=…;Database=…;Username=…\", or leave "
                + "--Streams on embedded to run one silo.")
            : new SiloMode(isClustered, usesPostgres);
    }
}
