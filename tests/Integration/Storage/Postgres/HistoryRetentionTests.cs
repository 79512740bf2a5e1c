using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Postgres;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class HistoryRetentionTests(SharedPostgres postgres)
{
    private const long DayMs = 86_400_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DropOldHistory_CandlesBeyondTheirIntervalsRetention_GoAndOthersStay()
    {
        await using var storage = await OpenAsync(new MovedTime(Start));
        var newestMs = Start.ToUnixTimeMilliseconds() / DayMs * DayMs;
        long[] opens = [newestMs - (400 * DayMs), newestMs - (40 * DayMs), newestMs - (3 * DayMs), newestMs];
        await WriteCandlesAsync(storage, 60, opens);
        await WriteCandlesAsync(storage, 86_400, opens);

        var dropped = await storage.DropOldHistoryAsync(Cancellation);

        Assert.Equal(2, dropped);
        Assert.Equal(opens[2..], await ReadCandlesAsync(storage, 60));
        Assert.Equal(opens, await ReadCandlesAsync(storage, 86_400));

        // What was dropped may come again: a replay of old trades.
        await WriteCandlesAsync(storage, 60, opens);
        Assert.Equal(opens, await ReadCandlesAsync(storage, 60));
    }

    [Fact]
    public async Task DropOldHistory_TriggersStoredBeforeTheRetention_GoAndTheNumbersGoOn()
    {
        var time = new MovedTime(Start);
        await using var storage = await OpenAsync(time);
        await storage.Triggers.AppendAsync("ann", 0, [TriggerAppendTests.Row(1)], [], Cancellation);
        time.Now = Start.AddDays(75);
        await storage.Triggers.AppendAsync("ann", 1, [TriggerAppendTests.Row(2)], [], Cancellation);

        Assert.Equal(0, await storage.DropOldHistoryAsync(Cancellation));
        time.Now = Start.AddDays(130);
        Assert.Equal(1, await storage.DropOldHistoryAsync(Cancellation));

        var left = await storage.Triggers.ReadAsync(new TriggerQuery("ann", 0, 10), Cancellation);
        Assert.Equal([2L], left.Select(row => row.Number));
        await storage.Triggers.AppendAsync("ann", 2, [TriggerAppendTests.Row(3)], [], Cancellation);
    }

    [Fact]
    public async Task DropOldHistory_TriggersOfManyInboxesAndSymbols_HowFarEachIsNumberedStays()
    {
        var time = new MovedTime(Start);
        await using var storage = await OpenAsync(time);
        foreach (var user in (string[])["ann", "bob"])
        {
            var triggers = Enumerable.Range(1, 9)
                .Select(n => TriggerAppendTests.Row(n) with { Symbol = $"S{n % 3}" }).ToArray();
            await storage.Triggers.AppendAsync(
                user, 0, triggers,
                [.. triggers[6..].Select(t => new TriggerMark(t.Symbol, t.Position, t.RuleOrder))], Cancellation);
        }

        // One is further by now, as triggers that are kept say.
        time.Now = Start.AddDays(75);
        var later = TriggerAppendTests.Row(10) with { Symbol = "S1" };
        await storage.Triggers.AppendAsync(
            "bob", 9, [later], [new TriggerMark("S1", later.Position, later.RuleOrder)], Cancellation);
        string[] symbols = ["S0", "S1", "S2", "S3"];
        var before = await MarksAsync(storage, "ann", "bob");
        time.Now = Start.AddDays(130);

        Assert.Equal(1, await storage.DropOldHistoryAsync(Cancellation));

        Assert.Equal(6, before.Count);
        Assert.Contains(("bob", new TriggerMark("S1", later.Position, later.RuleOrder)), before);
        Assert.Equal(before, await MarksAsync(storage, "ann", "bob"));
        Assert.Empty(await storage.Triggers.ReadAsync(new TriggerQuery("ann", 0, 10), Cancellation));

        async Task<List<(string User, TriggerMark Mark)>> MarksAsync(PostgresStorage of, params string[] users)
        {
            var marks = new List<(string, TriggerMark)>();
            foreach (var user in users)
            {
                marks.AddRange((await of.Triggers.ReadMarksAsync(user, symbols, Cancellation))
                    .OrderBy(mark => mark.Symbol, StringComparer.Ordinal).Select(mark => (user, mark)));
            }

            return marks;
        }
    }

    private static Task WriteCandlesAsync(PostgresStorage storage, int intervalSeconds, long[] opens) =>
        storage.Checkpoints.WriteAsync(
            new CheckpointWrite(
                new PartitionCheckpoint(0, 1, 1, new Dictionary<string, long>()),
                [],
                [new SymbolCandles(
                    "SPY", [.. opens.Select(open => new Candle(intervalSeconds, open, 1, 2, 0.5, 1.5, 10, 1.25, 3))])]),
            Cancellation);

    private static async Task<IEnumerable<long>> ReadCandlesAsync(PostgresStorage storage, int intervalSeconds) =>
        (await storage.Candles.ReadAsync("SPY", intervalSeconds, 0, long.MaxValue, 100, Cancellation))
            .Select(candle => candle.OpenTimeMs);

    private async Task<PostgresStorage> OpenAsync(TimeProvider time) => await StorageOnPostgres.OpenAsync(
        await (await postgres.ServerAsync()).CreateDatabaseAsync(),
        configure: options => options with
        {
            TriggerRetention = TimeSpan.FromDays(90),
            CandleRetention = new Dictionary<int, TimeSpan> { [60] = TimeSpan.FromDays(30) },
        },
        time: time);
}
