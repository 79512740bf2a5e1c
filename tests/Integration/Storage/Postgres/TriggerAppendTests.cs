using Tripline.Storage.Postgres;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class TriggerAppendTests(SharedPostgres postgres) : IAsyncLifetime
{
    private PostgresStorage _one = null!;
    private PostgresStorage _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        _one = await StorageOnPostgres.OpenAsync(database);
        _other = await StorageOnPostgres.OpenAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Append_TwoSilosRace_NumbersStayContiguousAndUnique()
    {
        var stored = await Task.WhenAll(AppendAsync(_one, 0), AppendAsync(_other, 1));

        var rows = await _one.Triggers.ReadAsync(new TriggerQuery("ann", 0, 1_000), Cancellation);
        Assert.Equal(stored.Sum(), rows.Count);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(i => (long)i), rows.Select(row => row.Number));
        Assert.Equal(rows.Count, await _other.Triggers.ReadLastNumberAsync("ann", Cancellation));
    }

    [Fact]
    public async Task Append_NumbersThatLeaveAGap_AreRefusedAndNothingIsStored()
    {
        await _one.Triggers.AppendAsync("ann", 0, [Row(1), Row(2)], [], Cancellation);

        var error = await Assert.ThrowsAsync<InboxMovedException>(() =>
            _one.Triggers.AppendAsync("ann", 3, [Row(4)], [new TriggerMark("QQQ", 9, 9)], Cancellation));

        Assert.Contains("up to 2", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _one.Triggers.ReadMarksAsync("ann", ["QQQ"], Cancellation));
        Assert.Equal(2, (await _one.Triggers.ReadAsync(new TriggerQuery("ann", 0, 10), Cancellation)).Count);
    }

    [Fact]
    public async Task Append_ManyUsersOneOfThemRefused_TheOthersAreStored()
    {
        var appends = Enumerable.Range(0, 100)
            .Select(i => _one.Triggers.AppendAsync($"user {i}", i == 50 ? 6 : 0, [Row(i == 50 ? 7 : 1)], [], Cancellation))
            .ToArray();

        var outcomes = await Task.WhenAll(appends.Select(append => Record.ExceptionAsync(() => append).AsTask()));

        Assert.IsType<InboxMovedException>(outcomes[50]);
        Assert.Equal(99, outcomes.Count(outcome => outcome is null));
        Assert.Equal(1, await _other.Triggers.ReadLastNumberAsync("user 99", Cancellation));
        Assert.Equal(0, await _other.Triggers.ReadLastNumberAsync("user 50", Cancellation));
    }

    [Fact]
    public async Task Append_TextThatTheDatabaseCannotHold_IsStoredWithAReplacement()
    {
        await _one.Triggers.AppendAsync(
            "ann", 0, [Row(1) with { Name = "a\0b", Message = "half \ud83d pair, whole \ud83d\ude80" }], [], Cancellation);

        var row = Assert.Single(await _one.Triggers.ReadAsync(new TriggerQuery("ann", 0, 10), Cancellation));
        Assert.Equal("a\ufffdb", row.Name);
        Assert.Equal("half \ufffd pair, whole \ud83d\ude80", row.Message);
    }

    internal static Trigger Row(long number) => new(
        number, Guid.CreateVersion7(), "ann", "SPY", 0, number << 16, number, 1_381_152_600_123, 168.25, null,
        "price > 168", AlertSeverity.Info, null);

    // Returns how many triggers were stored.
    private static async Task<int> AppendAsync(PostgresStorage storage, int writer)
    {
        var stored = 0;
        for (var i = 0; i < 40; i++)
        {
            var last = await storage.Triggers.ReadLastNumberAsync("ann", Cancellation);
            try
            {
                await storage.Triggers.AppendAsync(
                    "ann", last, [Row(last + 1), Row(last + 2)], [new TriggerMark($"S{writer}", i, 1)], Cancellation);
                stored += 2;
            }
            catch (InboxMovedException)
            {
                // The other one was first.
            }
        }

        return stored;
    }
}
