using Npgsql;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Postgres;
using Tripline.Storage.Triggers;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>History where TimescaleDB is installed. Debian has no such package: a stand-in with its name notes what it
/// is asked for and leaves the tables as they are. What the tables then must do is real.</summary>
public sealed class HypertableTests(SharedPostgres postgres)
{
    private const long DayMs = 86_400_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    // The extension's schema is any; a superuser may note an extension by hand.
    private const string StandIn = """
        create schema elsewhere;
        create table elsewhere.hypertable (name text, time_column text, chunk_time interval);
        create function elsewhere.create_hypertable(relation regclass, time_column_name name, chunk_time_interval interval)
        returns void language sql as $$
            insert into elsewhere.hypertable
            select c.relnamespace::regnamespace || '.' || c.relname, time_column_name, chunk_time_interval
            from pg_class c where c.oid = relation
        $$;
        insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
        select 99999, 'timescaledb', r.oid, 'elsewhere'::regnamespace, false, '2.17'
        from pg_roles r where r.rolname = current_user
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_ExtensionIsInstalled_HistoryBecomesHypertables()
    {
        var database = await NewDatabaseAsync();
        await using var storage = await OpenAsync(database);

        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select string_agg(name || ' ' || time_column || ' ' || chunk_time, ', ' order by name) from elsewhere.hypertable",
            connection);
        Assert.Equal(
            "tripline.candle open_time 1 mon, tripline.candle_page page_time 1 mon, tripline.trigger stored_at 1 mon",
            await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Triggers_OfAHypertable_AreStoredReadAndDropped()
    {
        var time = new MovedTime(Start);
        await using var storage = await OpenAsync(await NewDatabaseAsync(), time);
        var first = TriggerAppendTests.Row(1);
        var mark = new TriggerMark("SPY", first.Position, first.RuleOrder);
        await storage.Triggers.AppendAsync("ann", 0, [first], [mark], Cancellation);
        time.Now = Start.AddDays(75);
        await storage.Triggers.AppendAsync("ann", 1, [TriggerAppendTests.Row(2) with { Symbol = "QQQ" }], [], Cancellation);
        time.Now = Start.AddDays(100);

        var dropped = await storage.DropOldHistoryAsync(Cancellation);

        Assert.Equal(1, dropped);
        var left = await storage.Triggers.ReadAsync(new TriggerQuery("ann", 0, 10), Cancellation);
        Assert.Equal([2L], left.Select(row => row.Number));
        Assert.Equal([mark], await storage.Triggers.ReadMarksAsync("ann", ["SPY"], Cancellation));
    }

    [Fact]
    public async Task Candles_OfAHypertable_AreStoredReadAndDroppedByTheirInterval()
    {
        await using var storage = await OpenAsync(await NewDatabaseAsync());
        var newestMs = Start.ToUnixTimeMilliseconds() / DayMs * DayMs;
        long[] opens = [newestMs - (40 * DayMs), newestMs];
        foreach (var intervalSeconds in new[] { 60, 86_400 })
        {
            await storage.Checkpoints.WriteAsync(
                new CheckpointWrite(
                    new PartitionCheckpoint(0, 1, 1, new Dictionary<string, long>()),
                    [],
                    [new SymbolCandles(
                        "SPY",
                        [.. opens.Select(open => new Candle(intervalSeconds, open, 1, 2, 0.5, 1.5, 10, 1.25, 3))])]),
                Cancellation);
        }

        var dropped = await storage.DropOldHistoryAsync(Cancellation);

        Assert.Equal(1, dropped);
        Assert.Equal(opens[1..], await ReadCandlesAsync(storage, 60));
        Assert.Equal(opens, await ReadCandlesAsync(storage, 86_400));
    }

    private static async Task<IEnumerable<long>> ReadCandlesAsync(PostgresStorage storage, int intervalSeconds) =>
        (await storage.Candles.ReadAsync("SPY", intervalSeconds, 0, long.MaxValue, 100, Cancellation))
            .Select(candle => candle.OpenTimeMs);

    private static Task<PostgresStorage> OpenAsync(string database, TimeProvider? time = null) =>
        StorageOnPostgres.OpenAsync(
            database,
            configure: options => options with
            {
                TriggerRetention = TimeSpan.FromDays(90),
                CandleRetention = new Dictionary<int, TimeSpan> { [60] = TimeSpan.FromDays(30) },
            },
            time: time ?? new MovedTime(Start));

    private async Task<string> NewDatabaseAsync()
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, StandIn);
        return database;
    }
}
