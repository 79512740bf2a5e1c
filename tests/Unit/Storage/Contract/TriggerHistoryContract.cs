using Tripline.Storage.Triggers;

namespace Tripline.Tests.Storage.Contract;

public abstract class TriggerHistoryContract : StorageContract
{
    private static readonly Guid[] Alerts = [.. Enumerable.Range(0, 40).Select(i => new Guid(i, 7, 7, new byte[8]))];

    [Fact]
    public async Task Read_NothingStored_GivesNothing()
    {
        Assert.Equal(0, await Host.Triggers.ReadLastNumberAsync("local", Cancel));
        Assert.Null(await MarkAsync("local", "SPY"));
        Assert.Empty(await Host.Triggers.ReadAsync(new TriggerQuery("local", 0, 100), Cancel));
    }

    [Fact]
    public async Task Append_ThenRestart_ReadGivesTriggersAndMarks()
    {
        var bare = Row(2) with { Name = null, Message = null, Price = 0.1 + 0.2, Position = long.MaxValue };
        await Host.Triggers.AppendAsync(
            "local", 0, [Row(1), bare], [new("SPY", 77L << 16, 5), new("QQQ", -1, long.MaxValue)], Cancel);
        await Host.Triggers.AppendAsync("local", 2, [Row(3)], [new("SPY", 78L << 16, 1)], Cancel);
        await Host.RestartAsync();
        Assert.Equal(3, await Host.Triggers.ReadLastNumberAsync("local", Cancel));
        Assert.Equal([Row(1), bare, Row(3)], await Host.Triggers.ReadAsync(new TriggerQuery("local", 0, 100), Cancel));
        Assert.Equal(new TriggerMark("SPY", 78L << 16, 1), await MarkAsync("local", "SPY"));
        Assert.Equal(new TriggerMark("QQQ", -1, long.MaxValue), await MarkAsync("local", "QQQ"));
    }

    [Fact]
    public async Task Append_MarksOnly_ChangesNoNumber()
    {
        await Host.Triggers.AppendAsync("local", 0, [], [new("SPY", 1, 2)], Cancel);
        Assert.Equal(0, await Host.Triggers.ReadLastNumberAsync("local", Cancel));
        Assert.Equal(new TriggerMark("SPY", 1, 2), await MarkAsync("local", "SPY"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    public async Task Append_InboxHasAnotherLastNumber_IsRefusedAndStoresNothing(int stored, int expected)
    {
        await Host.Triggers.AppendAsync("local", 0, [.. Enumerable.Range(1, stored).Select(i => Row(i))], [], Cancel);
        var refusal = await Assert.ThrowsAsync<InboxMovedException>(
            () => Host.Triggers.AppendAsync("local", expected, [Row(expected + 1)], [new("SPY", 9, 9)], Cancel));
        await Assert.ThrowsAsync<InboxMovedException>(
            () => Host.Triggers.AppendAsync("local", expected, [], [new("SPY", 9, 9)], Cancel));
        Assert.Contains($"up to {stored};", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(stored, await Host.Triggers.ReadLastNumberAsync("local", Cancel));
        Assert.Equal(stored, (await Host.Triggers.ReadAsync(new TriggerQuery("local", 0, 9), Cancel)).Count);
        Assert.Null(await MarkAsync("local", "SPY"));
        await Host.Triggers.AppendAsync("local", stored, [Row(stored + 1)], [], Cancel);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task Append_NumbersDoNotGoOnFromTheExpectedOne_IsTheCallersError(int next)
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Host.Triggers.AppendAsync("local", 0, [Row(next)], [new("SPY", 9, 9)], Cancel));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Host.Triggers.AppendAsync("local", 0, [Row(1), Row(3)], [], Cancel));
        Assert.Equal(0, await Host.Triggers.ReadLastNumberAsync("local", Cancel));
    }

    [Fact]
    public async Task Append_ManyWritersAtOnce_NumbersHaveNoGapAndNoDouble()
    {
        const int each = 25;
        await Task.WhenAll(Enumerable.Range(1, 4).Select(writer => Task.Run(async () =>
        {
            for (var stored = 0; stored < each;)
            {
                var last = await Host.Triggers.ReadLastNumberAsync("local", Cancel);
                try
                {
                    await Host.Triggers.AppendAsync(
                        "local", last, [Row(last + 1) with { Position = (writer * each) + stored }],
                        [new($"S{writer}", stored, 1)], Cancel);
                    stored++;
                }
                catch (InboxMovedException)
                {
                    // Another one was first.
                }
            }
        }, Cancel)));

        var rows = await Host.Triggers.ReadAsync(new TriggerQuery("local", 0, 1_000), Cancel);
        Assert.Equal(Enumerable.Range(1, 4 * each).Select(i => (long)i), rows.Select(row => row.Number));
        Assert.Equal(Enumerable.Range(each, 4 * each).Select(i => (long)i), rows.Select(row => row.Position).Order());
        Assert.Equal(new TriggerMark("S2", each - 1, 1), await MarkAsync("local", "S2"));
    }

    [Fact]
    public async Task Append_MarksOfOneSymbolUnderSeveralHolds_TheLastCountsAndHoldsAreNotKept()
    {
        await Host.Triggers.AppendAsync(
            "local", 0, [Row(1)], [new("SPY", 1, 1), new("SPY", 2, 1), new("QQQ", 1, 1), new("SPY", 3, 1)], Cancel);
        Assert.Equal(new TriggerMark("SPY", 3, 1), await MarkAsync("local", "SPY"));
    }

    [Fact]
    public async Task Append_OtherUser_StaysApart()
    {
        await Host.Triggers.AppendAsync("ann", 0, [Row(1, user: "ann")], [new("SPY", 1, 1)], Cancel);
        await Host.Triggers.AppendAsync("bob", 0, [Row(1, user: "bob") with { Price = 5 }, Row(2, user: "bob")], [], Cancel);
        Assert.Equal(Row(1, user: "ann"), Assert.Single(await Host.Triggers.ReadAsync(new TriggerQuery("ann", 0, 9), Cancel)));
        Assert.Equal(2, await Host.Triggers.ReadLastNumberAsync("bob", Cancel));
        Assert.Null(await MarkAsync("bob", "SPY"));
    }

    [Fact]
    public async Task Append_HundredThousandAtOnce_AllCanBeRead()
    {
        var rows = Enumerable.Range(1, 100_000).Select(i => Row(i)).ToList();
        await Host.Triggers.AppendAsync("local", 0, rows, [], Cancel);
        await Host.RestartAsync();
        Assert.Equal(100_000, await Host.Triggers.ReadLastNumberAsync("local", Cancel));
        Assert.Equal(rows, await Host.Triggers.ReadAsync(new TriggerQuery("local", 0, 200_000), Cancel));
        Assert.Equal(rows[99_000..99_010], await Host.Triggers.ReadAsync(new TriggerQuery("local", 99_000, 10), Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Append_RandomSizes_EveryQueryEqualsAModel(int seed)
    {
        var random = new Random(seed);
        var model = new List<Trigger>();
        for (var round = 0; round < 120; round++)
        {
            var count = random.Next(4) == 0 ? random.Next(1, 700) : random.Next(1, 5);
            var rows = Enumerable.Range(model.Count + 1, count).Select(i => Row(i, random.Next(Alerts.Length))).ToList();
            await Host.Triggers.AppendAsync("local", model.Count, rows, [], Cancel);
            model.AddRange(rows);
            if (round % 40 == 39)
            {
                await Host.RestartAsync();
            }

            var query = new TriggerQuery(
                "local",
                random.Next(-5, model.Count + 5),
                random.Next(1, 600),
                random.Next(2) == 0 ? null : $"S{random.Next(9)}",
                random.Next(2) == 0 ? null : Alerts[random.Next(Alerts.Length)]);
            var expected = model.Where(row => row.Number > query.After
                && (query.Symbol is null || row.Symbol == query.Symbol)
                && (query.AlertId is null || row.AlertId == query.AlertId)).Take(query.Limit);
            Assert.Equal(expected, await Host.Triggers.ReadAsync(query, Cancel));
        }
    }

    [Fact]
    public async Task Append_WhileRead_NoReaderMissesANumber()
    {
        var reader = Task.Run(async () =>
        {
            long after = 0;
            while (after < 2000)
            {
                foreach (var row in await Host.Triggers.ReadAsync(new TriggerQuery("local", after, 7), Cancel))
                {
                    Assert.Equal(++after, row.Number);
                }
            }
        }, Cancel);
        for (var i = 1; i <= 2000; i += 4)
        {
            await Host.Triggers.AppendAsync("local", i - 1, [Row(i), Row(i + 1), Row(i + 2), Row(i + 3)], [], Cancel);
        }

        await reader.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Fact]
    public async Task Append_MarksThatItsTriggersSay_AreReadWithThem()
    {
        var last = Row(3, alert: 1);
        await Host.Triggers.AppendAsync(
            "local", 0, [Row(1, alert: 1), Row(2, alert: 2), last],
            [new("S1", last.Position, last.RuleOrder), new("S2", Row(2).Position, Row(2).RuleOrder), new("S7", 5, 6)], Cancel);
        await Host.RestartAsync();

        var marks = await Host.Triggers.ReadMarksAsync("local", ["S7", "S1", "S3", "S2"], Cancel);

        Assert.Equal(
            [new("S1", last.Position, last.RuleOrder), new("S2", Row(2).Position, Row(2).RuleOrder), new("S7", 5, 6)],
            marks.OrderBy(mark => mark.Symbol, StringComparer.Ordinal));
        Assert.Empty(await Host.Triggers.ReadMarksAsync("other", ["S1", "S2"], Cancel));
        Assert.Empty(await Host.Triggers.ReadMarksAsync("local", [], Cancel));
    }

    private async Task<TriggerMark?> MarkAsync(string user, string symbol) =>
        (await Host.Triggers.ReadMarksAsync(user, [symbol], Cancel)).SingleOrDefault();

    private static Trigger Row(long number, int alert = 3, string user = "local") => new(
        number, Alerts[alert], user, $"S{alert % 9}", 3, number << 16, number, 1_381_152_600_000 + number, 168.25,
        $"name {alert}", "price crosses above 168.25", (AlertSeverity)(number % 3), "SPY crossed 168.25 — at last");
}
