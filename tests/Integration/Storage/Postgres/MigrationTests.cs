using Npgsql;
using Tripline.Storage.Postgres;
using Tripline.Storage.Postgres.Migrations;
using Tripline.Storage.Triggers;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class MigrationTests(SharedPostgres postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_EmptyDatabase_MakesEveryStepOnce()
    {
        var options = await NewDatabaseAsync();

        var first = await PostgresMigrator.MigrateAsync(options, TimeProvider.System, Cancellation);
        var second = await PostgresMigrator.MigrateAsync(options, TimeProvider.System, Cancellation);

        Assert.Equal(MigrationFiles.All, first.Applied);
        Assert.Equal(MigrationFiles.All.Count, first.Version);
        Assert.Empty(second.Applied);
        Assert.Equal(first.Version, second.Version);
        await PostgresMigrator.CheckAsync(options, TimeProvider.System, Cancellation);
    }

    [Fact]
    public async Task Migrate_DatabaseWithCandlesARowEach_KeepsThemAndTheMarks()
    {
        var options = await NewDatabaseAsync();
        await PostgresMigrator.MigrateAsync(options, [.. MigrationFiles.All.Take(5)], TimeProvider.System, Cancellation);
        await PostgresServer.ExecuteAsync(options.ConnectionString, """
            select tripline.ensure_history('candle', array[60, 86400], array[timestamptz '2026-01-14Z', '2026-01-14Z']);
            insert into tripline.candle
            select s, i, timestamptz '2026-01-14T10:00Z' + n * i * interval '1 second', 1.1, 2.2, 0.3, n + 0.5, 1e300, 1.25, n
            from unnest(array['QQQ', 'SPY']) s, unnest(array[60, 86400]) i, generate_series(0, case i when 60 then 179 else 0 end) n;
            insert into tripline.inbox_mark values ('ann', 'SPY', 77, 5)
            """);

        await using var storage = await StorageOnPostgres.OpenAsync(options.ConnectionString);

        var candles = await storage.Candles.ReadAsync("SPY", 60, 0, long.MaxValue, 1_000, Cancellation);
        Assert.Equal(
            Enumerable.Range(0, 180).Select(n => new Candle(
                60, 1_768_384_800_000 + (n * 60_000L), 1.1, 2.2, 0.3, n + 0.5, 1e300, 1.25, n)),
            candles);
        Assert.Single(await storage.Candles.ReadAsync("QQQ", 86_400, 0, long.MaxValue, 1_000, Cancellation));
        Assert.Equal(
            [new TriggerMark("SPY", 77, 5)], await storage.Triggers.ReadMarksAsync("ann", ["SPY"], Cancellation));
    }

    [Fact]
    public async Task Migrate_TwoAtOnce_OneMakesTheStepsAndBothEndWell()
    {
        var options = await NewDatabaseAsync();

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            PostgresMigrator.MigrateAsync(options, TimeProvider.System, Cancellation)));

        Assert.Single(reports, report => report.Applied.Count == MigrationFiles.All.Count);
        Assert.Equal(3, reports.Count(report => report.Applied.Count == 0));
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerProgram_IsRefusedAndLeftAlone()
    {
        var options = await NewDatabaseAsync();
        Migration[] newer = [.. MigrationFiles.All, Next("create table tripline.later (id integer)")];
        await PostgresMigrator.MigrateAsync(options, newer, TimeProvider.System, Cancellation);

        var migrating = await Assert.ThrowsAsync<MigrationException>(() =>
            PostgresMigrator.MigrateAsync(options, TimeProvider.System, Cancellation));
        var opening = await Assert.ThrowsAsync<MigrationException>(() => StorageOnPostgres.OpenAsync(
            options.ConnectionString, configure: o => o with { MigrateAtStart = false }));

        Assert.Contains($"version {newer.Length}", migrating.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", opening.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_AppliedStepWasChanged_IsRefused()
    {
        var options = await NewDatabaseAsync();
        await PostgresMigrator.MigrateAsync(options, TimeProvider.System, Cancellation);
        Migration[] changed = [MigrationFiles.All[0] with { Text = "select 1" }, .. MigrationFiles.All.Skip(1)];

        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            PostgresMigrator.MigrateAsync(options, changed, TimeProvider.System, Cancellation));

        Assert.Contains("Migration 1 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_AStepFails_NoStepIsMade()
    {
        var options = await NewDatabaseAsync();
        Migration[] broken = [.. MigrationFiles.All, Next("create table nowhere.at_all (id integer)")];

        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            PostgresMigrator.MigrateAsync(options, broken, TimeProvider.System, Cancellation));

        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        var report = await PostgresMigrator.MigrateAsync(options, TimeProvider.System, Cancellation);
        Assert.Equal(MigrationFiles.All.Count, report.Applied.Count);
    }

    [Fact]
    public async Task Open_EmptyDatabaseThatMustNotBeMigrated_NamesTheMissingStep()
    {
        var options = await NewDatabaseAsync();

        var error = await Assert.ThrowsAsync<MigrationException>(() => StorageOnPostgres.OpenAsync(
            options.ConnectionString, configure: o => o with { MigrateAtStart = false }));

        Assert.Contains("lacks migration 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_DatabaseDoesNotExist_SaysSo()
    {
        var options = await NewDatabaseAsync();
        var missing = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Database = "missing" };

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            StorageOnPostgres.OpenAsync(missing.ConnectionString));

        Assert.Contains("\"missing\" does not exist", error.Message, StringComparison.Ordinal);
    }

    private static Migration Next(string text) => new(MigrationFiles.All.Count + 1, "later", text);

    private async Task<PostgresOptions> NewDatabaseAsync() =>
        new() { ConnectionString = await (await postgres.ServerAsync()).CreateDatabaseAsync() };
}
