namespace Tripline.Silo.Composition;

/// <summary>What the silo stands on: decided by two options, and everything else follows.</summary>
/// <param name="IsClustered">Whether Kafka is the tick log and shares the partitions out among several silos; else the
/// tick log is in the data folder and all partitions are this silo's.</param>
/// <param name="UsesPostgres">Whether state and history are in PostgreSQL; else they are in the data folder.</param>
internal sealed record SiloMode(bool IsClustered, bool UsesPostgres)
{
    /// <summary>The option that holds Npgsql's connection string, and chooses PostgreSQL.</summary>
    public const string Database = "ConnectionStrings:Tripline";

    /// <summary>The section of Kafka's options.</summary>
    public const string KafkaSection = "Kafka";

    private const string Example = $"--{Database} \"Host=…;Database=…;Username=…\"";

    /// <summary>Reads the mode.</summary>
    /// <exception cref="InvalidOperationException">The options do not go together; the message says why and what to
    /// do.</exception>
    public static SiloMode Read(IConfiguration configuration)
    {
        var streams = configuration["Streams"] is { Length: > 0 } text ? text : "embedded";
        var isClustered = string.Equals(streams, "kafka", StringComparison.OrdinalIgnoreCase);
        if (!isClustered && !string.Equals(streams, "embedded", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"--Streams is '{streams}'; it can be embedded or kafka.");
        }

        var mode = new SiloMode(isClustered, IsSet(configuration[Database]));
        return mode.Fault(configuration) is { } fault ? throw new InvalidOperationException(fault) : mode;
    }

    private static bool IsSet(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string? FirstOf(IConfiguration configuration, string section) => configuration.GetSection(section)
        .AsEnumerable()
        .Where(option => IsSet(option.Value))
        .Select(option => option.Key)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();

    private string? Fault(IConfiguration configuration) => this switch
    {
        { IsClustered: true, UsesPostgres: false } =>
            "With --Streams kafka several silos share their state, which the data folder cannot give them: name the "
            + $"PostgreSQL database with {Example}, or leave --Streams on embedded to run one silo.",
        { IsClustered: true } when !IsSet(configuration[$"{KafkaSection}:BootstrapServers"])
            && !IsSet(configuration[$"{KafkaSection}:EventHubs:ConnectionString"]) =>
            $"With --Streams kafka the silo needs to know the brokers: add --{KafkaSection}:BootstrapServers host:9092 "
            + $"(or --{KafkaSection}:EventHubs:ConnectionString).",
        { IsClustered: false } when FirstOf(configuration, KafkaSection) is { } option =>
            $"{option} is set, but the tick log is not on Kafka: add --Streams kafka, or leave {option} away.",
        { UsesPostgres: false } when FirstOf(configuration, "Postgres") is { } option =>
            $"{option} is set, but no PostgreSQL database is named: add {Example}, or leave {option} away.",
        _ => null,
    };
}
