using System.Text.Json.Nodes;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Silo;

/// <summary>The real silo with a database: how it starts, and how it refuses to.</summary>
public sealed class PostgresStartTests(SharedPostgres postgres) : IAsyncLifetime, IDisposable
{
    private const string Secret = "s3cret-word";

    private readonly TempFolder _data = new();
    private PostgresServer _server = null!;
    private string _database = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await postgres.ServerAsync();
        _database = await _server.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Silo_EmptyDatabase_MigratesAndKeepsItsAlertsThere()
    {
        await using (var silo = await StartAsync())
        {
            await silo.Api.CreateAlertsAsync([new JsonObject
            {
                ["symbol"] = "SPY", ["when"] = "price > 1",
            }]);
            await silo.StopAsync();
        }

        await using var again = await SiloProcess.StartAsync(
            _data.Path, SiloOptionNames.Database, _database, "--Source", "none");
        var alerts = await again.Api.GetAsync("/api/v1/alerts?symbol=SPY");
        Assert.Equal(1, alerts.GetProperty("items").GetArrayLength());
        Assert.Contains("PostgreSQL at 127.0.0.1", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_EmptyDatabase_ReportsEachStepAndIsDoneTheSecondTime()
    {
        await RefusesAsync(1, "lacks migration 1", _database, "--Postgres:MigrateAtStart", "false");

        await EndsAsync(0, "Applied migration 1 (ownership)", "--migrate", SiloOptionNames.Database, _database);
        var report = await EndsAsync(
            0, "The schema has version", "--migrate", SiloOptionNames.Database, _database);

        Assert.DoesNotContain("Applied", report, StringComparison.Ordinal);
        await using var silo = await StartAsync("--Postgres:MigrateAtStart", "false");
    }

    [Fact]
    public Task Migrate_WithoutADatabase_SaysWhatItNeeds() =>
        EndsAsync(2, "--migrate needs --ConnectionStrings:Tripline", "--migrate");

    [Fact]
    public Task Silo_ServerThatIsNotThere_RefusesWithinItsBound() => RefusesAsync(
        1,
        "127.0.0.1:1/nothing did not answer within 2 s",
        $"Host=127.0.0.1;Port=1;Database=nothing;Username=x;Password={Secret}",
        "--Postgres:StartTimeout",
        "00:00:02");

    [Fact]
    public async Task Silo_WrongPassword_RefusesAtOnceWithoutShowingIt()
    {
        await PostgresServer.ExecuteAsync(
            _database,
            $"""
            do $$ begin
                if not exists (select from pg_roles where rolname = '{PostgresServer.Guest}') then
                    create role {PostgresServer.Guest} login password 'another';
                end if;
            end $$
            """);
        var guest = new Npgsql.NpgsqlConnectionStringBuilder(_database)
        {
            Username = PostgresServer.Guest, Password = Secret,
        };

        await RefusesAsync(1, "Correct the user or the password", guest.ConnectionString);
    }

    [Fact]
    public Task Silo_DatabaseThatDoesNotExist_SaysHowToMakeIt() =>
        RefusesAsync(1, "createdb", _database.Replace("Database=tripline_", "Database=none_", StringComparison.Ordinal));

    [Fact]
    public async Task Silo_DatabaseOfANewerProgram_Refuses()
    {
        await EndsAsync(0, "The schema has version", "--migrate", SiloOptionNames.Database, _database);
        await PostgresServer.ExecuteAsync(
            _database, "insert into tripline.schema_version values (999, 'later', 'x', now())");

        await RefusesAsync(1, "version 999", _database);
    }

    [Theory]
    [InlineData("PostgreSQL database", "--Streams", "kafka")]
    [InlineData("embedded or kafka", "--Streams", "pulsar")]
    [InlineData("Postgres:MaxConnections is set", "--Postgres:MaxConnections", "4")]
    public Task Silo_OptionsThatDoNotGoTogether_Refuses(string reason, params string[] options) =>
        EndsAsync(1, reason, options);

    private Task<SiloProcess> StartAsync(params string[] options) => SiloProcess.StartAsync(
        _data.Path, ["--Source", "none", SiloOptionNames.Database, _database, .. options]);

    private Task<string> RefusesAsync(int code, string reason, string database, params string[] options) =>
        EndsAsync(code, reason, [SiloOptionNames.Database, database, .. options]);

    private async Task<string> EndsAsync(int code, string expected, params string[] options)
    {
        await using var silo = SiloProcess.Launch(_data.Path, options);
        Assert.Equal(code, await silo.WaitForExitAsync());
        Assert.Contains(expected, silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
        return silo.Output;
    }
}
