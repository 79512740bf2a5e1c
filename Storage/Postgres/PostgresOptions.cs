namespace Tripline.Storage.Postgres;

/// <summary>How to use the database.</summary>
public sealed record PostgresOptions
{
    /// <summary>Npgsql's connection string; what it says about the pool's size and the timeout of connecting wins over
    /// the options here.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The longest that one call may take, waiting for its turn and retries included; a server that has
    /// stopped answering may cost two seconds more.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a checkpoint may take: it writes far more than other calls.</summary>
    public TimeSpan CheckpointTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest that opening a connection may take; whole seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that opening the storage waits for a server that is not there yet.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether opening the storage brings the schema up to date; otherwise it only checks that it
    /// is.</summary>
    public bool MigrateAtStart { get; init; } = true;

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

    /// <summary>How long candles are kept, by interval in seconds, in market time back from the newest one; an interval
    /// that is missing here is kept for good. They go a partition at a time: a week of the short intervals, a month or
    /// a year of the long ones. By default: 1m 30 days, 5m 90 days, 15m 180 days, 1h 2 years, 4h 5 years, 1d for
    /// good.</summary>
    public IReadOnlyDictionary<int, TimeSpan> CandleRetention { get; init; } = new Dictionary<int, TimeSpan>
    {
        [60] = TimeSpan.FromDays(30),
        [300] = TimeSpan.FromDays(90),
        [900] = TimeSpan.FromDays(180),
        [3600] = TimeSpan.FromDays(2 * 365),
        [14400] = TimeSpan.FromDays(5 * 365),
    };

    /// <summary>How often what is beyond its retention is dropped.</summary>
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);
}
