using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Storage.Postgres;

/// <summary>How to use the database.</summary>
public sealed record PostgresOptions
{
    /// <summary>Npgsql's connection string; what it says about the pool's size and the timeout of connecting wins over
    /// the options here.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The longest that one call may take, waiting for its turn and retries included; a server that has
    /// stopped answering may cost two seconds more.</summary>
    [Description("Longest time of one call to the database, waiting and retries included.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a checkpoint may take: it writes far more than other calls.</summary>
    [Description("Longest time of one checkpoint.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan CheckpointTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest that opening a connection may take; whole seconds.</summary>
    [Description("Longest time that opening a connection may take; whole seconds.")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that opening the storage waits for a server that is not there yet.</summary>
    [Description("How long a start waits for a database that is not there yet.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether opening the storage brings the schema up to date; otherwise it only checks that it
    /// is.</summary>
    [Description("Bring the schema up to date at start; false only checks it (see --migrate).")]
    public bool MigrateAtStart { get; init; } = true;

    /// <summary>The longest that migrating may take, waiting for another silo that migrates included.</summary>
    [Description("Longest time that bringing the schema up to date may take.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most connections that this silo opens.</summary>
    [Description("Most connections to the database.")]
    [Range(1, 10_000)]
    public int MaxConnections { get; init; } = 24;

    /// <summary>Most single writes that are stored with one statement.</summary>
    [Description("Most single writes that share a statement.")]
    [Range(1, 100_000)]
    public int MaxGroupedWrites { get; init; } = 512;

    /// <summary>Most single writes of a kind that may wait for their turn; further callers wait to be let in.</summary>
    [Description("Single writes that may wait before further callers wait to be let in.")]
    [Range(1, 10_000_000)]
    public int MaxWaitingWrites { get; init; } = 16_384;

    /// <summary>How long triggers are kept after they were stored; null: for good. They go a month at a time.</summary>
    [Description("How long triggers are kept, by the month; empty: for good.")]
    [Range(typeof(TimeSpan), "01:00:00", "36500.00:00:00")]
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
    [Description("Time between two drops of history beyond its retention.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);
}
