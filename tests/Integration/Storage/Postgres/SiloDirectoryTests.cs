using Npgsql;
using Tripline.Storage.Postgres;
using Tripline.Storage.Silos;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class SiloDirectoryTests(SharedPostgres postgres) : IAsyncLifetime
{
    // Far longer than any test waits: what completes earlier was told.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private string _database = null!;
    private PostgresStorage _one = null!;
    private PostgresStorage _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        _one = await StorageOnPostgres.OpenAsync(_database);
        _other = await StorageOnPostgres.OpenAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Register_ThenRead_EverySiloIsSeenByAll()
    {
        var a = Silo("a");
        var b = Silo("b") with { Version = "2.0", Address = "[::1]:9002" };
        await _one.Directory.RegisterAsync(a, Cancellation);
        await _other.Directory.RegisterAsync(b, Cancellation);

        var view = await _one.Directory.ReadAsync(Cancellation);

        Assert.Equal([a, b], view.Silos.Select(silo => silo.Silo));
        Assert.All(view.Silos, silo => Assert.InRange(silo.HeartbeatAge, TimeSpan.Zero, Bound));
        Assert.Empty(view.Owners);
    }

    [Fact]
    public async Task Register_WithTheAddressOfAnEarlierRun_ReplacesIt()
    {
        await _one.Directory.RegisterAsync(Silo("first") with { Address = "host:9001" }, Cancellation);
        await _one.Directory.RegisterAsync(Silo("second") with { Address = "host:9001" }, Cancellation);

        var silo = Assert.Single((await _other.Directory.ReadAsync(Cancellation)).Silos);
        Assert.Equal("second", silo.Silo.SiloId);
    }

    [Fact]
    public async Task Heartbeat_BeginsTheAgeAnewByTheDatabasesClock()
    {
        await _one.Directory.RegisterAsync(Silo("a"), Cancellation);
        await PostgresServer.ExecuteAsync(
            _database, "update tripline.silo set heartbeat_at = heartbeat_at - interval '5 minutes'");
        var old = Assert.Single((await _other.Directory.ReadAsync(Cancellation)).Silos);

        Assert.True(await _one.Directory.HeartbeatAsync("a", Cancellation));

        Assert.InRange(old.HeartbeatAge, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5) + Bound);
        var young = Assert.Single((await _other.Directory.ReadAsync(Cancellation)).Silos);
        Assert.InRange(young.HeartbeatAge, TimeSpan.Zero, Bound);
    }

    [Fact]
    public async Task Heartbeat_OfASiloThatIsNotEntered_SaysSo()
    {
        await _one.Directory.RegisterAsync(Silo("a"), Cancellation);
        await _one.Directory.LeaveAsync("a", Cancellation);

        Assert.False(await _one.Directory.HeartbeatAsync("a", Cancellation));
        Assert.Empty((await _one.Directory.ReadAsync(Cancellation)).Silos);
    }

    [Fact]
    public async Task Register_SilosThatDiedLongAgo_GoAway()
    {
        await _one.Directory.RegisterAsync(Silo("dead"), Cancellation);
        await PostgresServer.ExecuteAsync(
            _database, "update tripline.silo set heartbeat_at = heartbeat_at - interval '2 hours'");

        await _other.Directory.RegisterAsync(Silo("new"), Cancellation);

        var silo = Assert.Single((await _other.Directory.ReadAsync(Cancellation)).Silos);
        Assert.Equal("new", silo.Silo.SiloId);
    }

    [Fact]
    public async Task WaitForChange_AnotherSiloTakesRegistersOrLeaves_CompletesSoon()
    {
        await ListenAsync();

        await CompletesAfterAsync(() => _other.Directory.TakeAsync(3, "b", Cancellation));
        await CompletesAfterAsync(() => _other.Directory.RegisterAsync(Silo("b"), Cancellation));
        await CompletesAfterAsync(() => _other.Directory.LeaveAsync("b", Cancellation));
    }

    [Fact]
    public async Task WaitForChange_NothingHappens_CompletesWhenTheTimeIsOver()
    {
        await ListenAsync();

        await _one.Directory.WaitForChangeAsync(TimeSpan.FromMilliseconds(50), Cancellation);
    }

    [Fact]
    public async Task WaitForChange_ListenerWasCutOff_ListensAgain()
    {
        await ListenAsync();

        // Completes by itself once it listens again, for it may have missed something.
        await CompletesAfterAsync(CutListenersAsync);

        await CompletesAfterAsync(() => _other.Directory.TakeAsync(3, "b", Cancellation));
    }

    [Fact]
    public async Task WaitForChange_Cancelled_Ends()
    {
        await ListenAsync();
        using var stop = new CancellationTokenSource();
        var wait = _one.Directory.WaitForChangeAsync(Long, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Bound, Cancellation));
    }

    private static SiloEntry Silo(string id) =>
        new(id, $"127.0.0.1:{9000 + id[0]}", "1.0", new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    // The first completion says that listening has begun.
    private Task ListenAsync() => _one.Directory.WaitForChangeAsync(Long, Cancellation).WaitAsync(Bound, Cancellation);

    private async Task CompletesAfterAsync(Func<Task> change)
    {
        var wait = _one.Directory.WaitForChangeAsync(Long, Cancellation);
        Assert.False(wait.IsCompleted);
        await change();
        await wait.WaitAsync(Bound, Cancellation);
    }

    private async Task CutListenersAsync()
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var cut = new NpgsqlCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and query like 'listen %' and pid <> pg_backend_pid()
            """,
            connection);
        Assert.Equal(1L, await cut.ExecuteScalarAsync(Cancellation));
    }
}
