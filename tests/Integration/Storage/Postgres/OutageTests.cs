using Npgsql;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Postgres;
using Tripline.Storage.Triggers;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>A server that goes away, comes back, or takes its time.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    // What a call may take besides its bound before a test calls it hanging.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    private PostgresServer _server = null!;
    private string _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await _server.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_RestartedInTheMiddleOfWrites_NothingAcknowledgedIsLostAndNothingIsStoredTwice(
        bool isAbrupt)
    {
        await using var storage = await StorageOnPostgres.OpenAsync(_database);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var numbers = Enumerable.Range(0, 8).Select(i => AppendUntilAsync(storage, $"user {i}", stop.Token)).ToArray();
        var versions = Enumerable.Range(0, 8).Select(i => WriteUntilAsync(storage, i, stop.Token)).ToArray();

        for (var restart = 0; restart < 3; restart++)
        {
            var before = await storage.Triggers.ReadLastNumberAsync("user 0", Cancellation);
            await Eventually.BecomesTrueAsync(
                "triggers are stored",
                TimeSpan.FromSeconds(30),
                async () => await storage.Triggers.ReadLastNumberAsync("user 0", Cancellation) > before + 5);
            await _server.RestartAsync(isAbrupt);
        }

        await stop.CancelAsync();
        for (var i = 0; i < numbers.Length; i++)
        {
            var last = await numbers[i];
            var rows = await storage.Triggers.ReadAsync(new TriggerQuery($"user {i}", 0, int.MaxValue), Cancellation);
            Assert.Equal(last, rows.Count);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(n => (long)n), rows.Select(row => row.Number));
            var version = await versions[i];
            var read = new GrainState<StoredValue>(new());
            await storage.Grains.ReadStateAsync("state", GrainId.Create("test", $"{i}"), read);
            Assert.Equal(version, read.State!.Number);
        }
    }

    [Fact]
    public async Task Server_Stopped_EveryCallFailsWithinItsBoundAndWorksAgainOnceItIsBack()
    {
        await using var storage = await StorageOnPostgres.OpenAsync(
            _database,
            configure: options => options with { CallTimeout = Bound, CheckpointTimeout = Bound });
        await UseEverythingAsync(storage, 1);
        Assert.True((await storage.CheckAsync(Cancellation)).IsHealthy);
        await _server.StopAsync();

        var failures = await Task.WhenAll(Calls(storage, 2).Select(call => FailureOfAsync(call)));
        var health = await storage.CheckAsync(Cancellation);

        Assert.All(failures, failure =>
        {
            var error = Assert.IsType<StorageUnavailableException>(failure);
            Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        });
        Assert.False(health.IsHealthy);
        Assert.NotNull(health.Reason);

        await _server.StartAgainAsync();
        await UseEverythingAsync(storage, 2);
        Assert.True((await storage.CheckAsync(Cancellation)).IsHealthy);
    }

    [Fact]
    public async Task Server_StoppedAndSoonBack_CallsWaitAndSucceed()
    {
        await using var storage = await StorageOnPostgres.OpenAsync(_database);
        await UseEverythingAsync(storage, 1);
        await _server.StopAsync();

        var calls = UseEverythingAsync(storage, 2);
        await _server.StartAgainAsync();

        await calls;
    }

    [Fact]
    public async Task Server_Slow_CallsFailWithinTheirBoundWithNothingStored()
    {
        await using var storage = await StorageOnPostgres.OpenAsync(
            _database,
            configure: options => options with { CallTimeout = Bound, CheckpointTimeout = Bound });
        await UseEverythingAsync(storage, 1);

        await using (var blocker = new NpgsqlConnection(_database + ";Pooling=false"))
        {
            await blocker.OpenAsync(Cancellation);
            await using var transaction = await blocker.BeginTransactionAsync(Cancellation);
            await using var locks = new NpgsqlCommand(
                """
                lock table tripline.grain_state, tripline.symbol_checkpoint, tripline.arming_journal, tripline.trigger,
                    tripline.alert, tripline.candle_page
                """,
                blocker);
            await locks.ExecuteNonQueryAsync(Cancellation);

            var failures = await Task.WhenAll(
                Calls(storage, 2).Select(call => FailureOfAsync(call)));

            Assert.All(failures, failure => Assert.IsType<StorageUnavailableException>(failure));
        }

        Assert.Equal(1, (await storage.Checkpoints.ReadPartitionAsync(0, Cancellation))!.NextOffset);
        Assert.Equal(1, await storage.Triggers.ReadLastNumberAsync("ann", Cancellation));
        await UseEverythingAsync(storage, 2);
    }

    [Fact]
    public async Task Server_NotThereAtStart_OpeningFailsWithinItsBound()
    {
        await _server.StopAsync();

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => StorageOnPostgres
            .OpenAsync(_database, configure: options => options with { StartTimeout = Bound })
            .WaitAsync(Bound + Slack, Cancellation));

        Assert.Contains("did not answer within 5 s", error.Message, StringComparison.Ordinal);
        await _server.StartAgainAsync();
    }

    private static async Task<Exception?> FailureOfAsync(Func<Task> call) =>
        await Record.ExceptionAsync(() => call().WaitAsync(Bound + Slack, Cancellation));

    private static Task UseEverythingAsync(PostgresStorage storage, long number) =>
        Task.WhenAll(Calls(storage, number).Select(call => call()));

    private static IEnumerable<Func<Task>> Calls(PostgresStorage storage, long number)
    {
        var alert = Guid.CreateVersion7();
        yield return () => storage.Grains.WriteStateAsync(
            "state", GrainId.Create("test", $"{alert}"), new GrainState<StoredValue>(new()));
        yield return () => storage.Grains.ReadStateAsync(
            "state", GrainId.Create("test", "none"), new GrainState<StoredValue>(new()));
        yield return () => storage.Checkpoints.WriteAsync(
            new CheckpointWrite(
                new PartitionCheckpoint(0, number, 1, new Dictionary<string, long>()),
                [new SymbolCheckpoint("SPY", 0, new byte[1], 0, [])],
                []),
            Cancellation);
        yield return () => storage.Checkpoints.ReadSymbolAsync("SPY", Cancellation).AsTask();
        yield return () => storage.Checkpoints.AppendArmingAsync(
            "SPY", new ArmingEntry(number, -1, new byte[1]), Cancellation);
        yield return () => storage.Triggers.AppendAsync("ann", number - 1, [TriggerAppendTests.Row(number)], [], Cancellation);
        yield return () => storage.Triggers.ReadAsync(new TriggerQuery("ann", 0, 1), Cancellation).AsTask();
        yield return () => storage.Alerts.AddAsync("ann", alert, "SPY", Cancellation);
        yield return () => storage.Alerts.FindSymbolAsync(alert, Cancellation).AsTask();
        yield return () => storage.Candles.ReadAsync("SPY", 60, 0, 1, 1, Cancellation).AsTask();
    }

    // Returns the last number that was acknowledged. Writes whose fate is unknown end the test.
    private static async Task<long> AppendUntilAsync(PostgresStorage storage, string user, CancellationToken stop)
    {
        var last = 0L;
        while (!stop.IsCancellationRequested)
        {
            await storage.Triggers.AppendAsync(user, last, [TriggerAppendTests.Row(last + 1)], [], CancellationToken.None);
            last++;
        }

        return last;
    }

    private static async Task<double> WriteUntilAsync(PostgresStorage storage, int grain, CancellationToken stop)
    {
        var state = new GrainState<StoredValue>(new());
        for (var number = 1.0; ; number++)
        {
            state.State = new StoredValue { Number = number };
            await storage.Grains.WriteStateAsync("state", GrainId.Create("test", $"{grain}"), state);
            if (stop.IsCancellationRequested)
            {
                return number;
            }
        }
    }
}
