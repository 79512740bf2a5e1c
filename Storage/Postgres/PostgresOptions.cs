namespace Tripline.Storage.Postgres;

/// <summary>How to use the database.</summary>
public sealed record PostgresOptions
{
    /// <summary>Npgsql's connection string; what it says about pooling and timeouts wins over the options here.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The longest that one call may take, waiting for its turn and retries included; a server that has
    /// stopped answering may cost two seconds more.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a checkpoint may take: it writes far more than other calls.</summary>
    public TimeSpan CheckpointTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest that opening a connection may take; whole seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that migrating may take, waiting for another silo that migrates included.</summary>
    public TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most connections that this silo opens.</summary>
    public int MaxConnections { get; init; } = 24;

    /// <summary>Most single writes that are stored with one statement.</summary>
    public int MaxGroupedWrites { get; init; } = 512;

    /// <summary>Most single writes of a kind that may wait for their turn; further callers wait to be let in.</summary>
    public int MaxWaitingWrites { get; init; } = 16_384;

    /// <summary>How long triggers are kept after they were stored; null: for good. They go a month at a time.</summary>
    public TimeSpan? TriggerRetention { get; init; }

    /// <summary>How long candles are kept after they opened; null: for good. They go a week at a time, and older ones
    /// are not stored.</summary>
    public TimeSpan? CandleRetention { get; init; }

    /// <summary>How often what is beyond its retention is dropped.</summary>
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);
}
