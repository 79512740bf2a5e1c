using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>The real silo while its database goes away, comes back, freezes or is slow: it answers within its bounds,
/// and in the end the inbox is what it must be.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    // Beyond this an answer would hang; the silo's own bound is two seconds.
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(40);

    private readonly TempFolder _data = new();
    private readonly TempFolder _files = new();
    private PostgresServer _server = null!;
    private string _database = null!;
    private ReplayRun _run = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await _server.CreateDatabaseAsync();
        _run = new ReplayRun(
            ReplayScenario.SimulatedTrades(_files, seed: 31, tickCount: 100_000),
            _data,
            SiloOptionNames.Database, _database,
            SiloOptionNames.CheckpointInterval, "00:00:00.5",
            "--Postgres:CallTimeout", "00:00:02",
            "--Postgres:CheckpointTimeout", "00:00:02");
        await _run.CreateAlertsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _data.Dispose();
        _files.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Database_RestartedAgainAndAgainUnderLoad_TriggersAreWhatTheyMustBe()
    {
        await using var silo = _run.Launch("1000x", chunkTicks: 200);
        await silo.WaitUntilReadyAsync();
        for (var restart = 0; restart < 4; restart++)
        {
            await TriggersComeAsync(silo);
            await _server.RestartAsync(isAbrupt: restart % 2 == 1);
        }

        await FinishAsync(silo);
    }

    [Fact]
    public async Task Database_StoppedForLongerThanACallMayTake_SiloSaysSoAndGoesOnWhenItIsBack()
    {
        await using var silo = _run.Launch("1000x", chunkTicks: 200);
        await silo.WaitUntilReadyAsync();
        await TriggersComeAsync(silo);

        await _server.StopAsync();
        await RefusesAsync(silo);
        // The log needs no database.
        var (status, answer) = await silo.Api.PostLinesAsync("""{"symbol":"OTHER","price":2}""");
        Assert.True(status is HttpStatusCode.Accepted, answer);

        await _server.StartAgainAsync();
        await FinishAsync(silo);
    }

    [Fact]
    public async Task Database_FrozenForLongerThanACallMayTake_SiloSaysSoAndGoesOnWhenItThaws()
    {
        await using var silo = _run.Launch("1000x", chunkTicks: 200);
        await silo.WaitUntilReadyAsync();
        await TriggersComeAsync(silo);

        await _server.FreezeAsync();
        await RefusesAsync(silo);
        await _server.ThawAsync();

        await FinishAsync(silo);
    }

    [Fact]
    public async Task Database_TablesLockedForLongerThanACallMayTake_TriggersAreWhatTheyMustBe()
    {
        await using var silo = _run.Launch("1000x", chunkTicks: 200);
        await silo.WaitUntilReadyAsync();
        await TriggersComeAsync(silo);

        await using (var blocker = new NpgsqlConnection(_database + ";Pooling=false"))
        {
            await blocker.OpenAsync(Cancellation);
            await using var transaction = await blocker.BeginTransactionAsync(Cancellation);
            await using var locks = new NpgsqlCommand(
                "lock table tripline.trigger, tripline.grain_state, tripline.partition_checkpoint", blocker);
            await locks.ExecuteNonQueryAsync(Cancellation);
            await RefusesCreationAsync(silo);
        }

        await FinishAsync(silo);
    }

    [Fact]
    public async Task Silo_StoppedWhileTheDatabaseIsGone_EndsAndTheNextOneGoesOn()
    {
        await using (var silo = _run.Launch("1000x", chunkTicks: 200))
        {
            await silo.WaitUntilReadyAsync();
            await TriggersComeAsync(silo);
            await _server.StopAsync();
            await silo.StopAsync(Bound);
        }

        await _server.StartAgainAsync();
        await using var next = _run.Launch();
        await FinishAsync(next);
    }

    private static async Task TriggersComeAsync(SiloProcess silo)
    {
        var before = await LastNumberAsync(silo);
        await Eventually.BecomesTrueAsync(
            "triggers come, or there are no more",
            Bound,
            async () => await LastNumberAsync(silo) > before + 3 || await silo.Api.HasCaughtUpAsync(),
            () => silo.Output);
    }

    private static async Task<long> LastNumberAsync(SiloProcess silo)
    {
        var newest = (await silo.Api.GetTriggersAsync()).LastOrDefault();
        return newest?.Number ?? 0;
    }

    private static async Task RefusesAsync(SiloProcess silo)
    {
        await RefusesCreationAsync(silo);
        await Eventually.BecomesTrueAsync(
            "the silo is not ready, for the database is away",
            Bound,
            async () =>
            {
                using var ready = await silo.Http.GetAsync("/ready", Cancellation);
                return ready.StatusCode is HttpStatusCode.ServiceUnavailable
                    && (await ready.Content.ReadAsStringAsync(Cancellation)).Contains(
                        "PostgreSQL at 127.0.0.1", StringComparison.Ordinal);
            },
            () => silo.Output);
        using var alive = await silo.Http.GetAsync("/health", Cancellation);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    private static async Task RefusesCreationAsync(SiloProcess silo)
    {
        using var answer = await silo.Http
            .PostAsJsonAsync("/api/v1/alerts", new { symbol = "NEW", when = "price > 1" }, Cancellation)
            .WaitAsync(AnswerBound, Cancellation);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("PostgreSQL at 127.0.0.1", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task FinishAsync(SiloProcess silo)
    {
        await ReplayRun.FinishAsync(silo);
        await _run.AssertTriggersAsync(silo);
    }
}
