using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Unit.Streams.Provider;

public sealed class TickLogCursorTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cursor_FromTheBeginning_GivesEveryTickOnceInLogOrder()
    {
        await using var log = _folder.Open();
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 1_000), 7, CancellationToken.None);
        using var cursor = new TickLogCursor(Queue(log, maxRunTicks: 100), log.Range(0).Begin);

        var runs = Drain(cursor);

        Assert.Equal(Enumerable.Range(0, 1_000), runs.SelectMany(run => run.Sequences));
        Assert.InRange(runs.Count, 10, 20);
        Assert.Equal(log.Range(0).Begin, runs[0].From);
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal(pair.First.Next, pair.Second.From));
        Assert.Equal(log.Range(0).End, runs[^1].Next);
    }

    [Fact]
    public async Task Cache_TokenInTheMiddle_GivesEverythingAfterIt()
    {
        await using var log = _folder.Open();
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 1_000), 1, CancellationToken.None);
        var queue = Queue(log, maxRunTicks: 100);
        var cache = new TickQueueCache(queue);
        using var first = new TickLogCursor(queue, log.Range(0).Begin);
        _ = first.MoveNextWithResult();
        var token = first.GetCurrent(out _)!.SequenceToken;

        using var second = (TickLogCursor)cache.TryGetCacheCursor(TickStreams.Of(0), token).Cursor!;
        Assert.Equal(Enumerable.Range(100, 900), Drain(second).SelectMany(run => run.Sequences));

        using var third = (TickLogCursor)cache.TryGetCacheCursor(TickStreams.Of(0), TickStreams.Before(log.Range(0).Begin)).Cursor!;
        Assert.Equal(1_000, Drain(third).Sum(run => run.Sequences.Count));
    }

    [Fact]
    public async Task Cache_NoToken_GivesWhatComesFromNowOn()
    {
        await using var log = _folder.Open();
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 10), CancellationToken.None);
        var cache = new TickQueueCache(Queue(log));
        using var cursor = (TickLogCursor)cache.TryGetCacheCursor(TickStreams.Of(0), null).Cursor!;
        Assert.Empty(Drain(cursor));

        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(10, 5), CancellationToken.None);
        Assert.Equal(Enumerable.Range(10, 5), Drain(cursor).SelectMany(run => run.Sequences));
    }

    [Fact]
    public async Task Append_WhileACursorWaits_RingsItsQueue()
    {
        await using var log = _folder.Open();
        var queue = Queue(log);
        using var cursor = new TickLogCursor(queue, log.Range(0).Begin);
        Assert.Empty(Drain(cursor));
        var rung = queue.WaitAsync(CancellationToken.None);
        Assert.False(rung.IsCompleted);

        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 1), CancellationToken.None);

        Assert.True(await rung.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Single(Drain(cursor));
    }

    [Fact]
    public async Task Poke_NothingNew_GivesOneMoreEmptyRunAtTheSamePlaceThatOrleansTakesForANewOne()
    {
        await using var log = _folder.Open();
        var queue = Queue(log);
        using var cursor = new TickLogCursor(queue, log.Range(0).Begin);
        var first = Next();
        Assert.NotNull(first);
        Assert.Null(Next());

        queue.Poke();
        var second = Next();

        Assert.Null(Next());
        Assert.NotNull(second);
        Assert.All([first, second], run => Assert.Equal(
            (null, log.Range(0).Begin, log.Range(0).Begin), (run.Records, run.From, run.NextOffset)));
        Assert.NotEqual(first.SequenceToken, second.SequenceToken);

        TickRun? Next()
        {
            _ = cursor.MoveNextWithResult();
            return cursor.GetCurrent(out _) as TickRun;
        }
    }

    [Fact]
    public async Task Cursor_PositionThatRetentionRemoved_GoesOnAtTheFirstTickThatIsLeftAndSaysWhere()
    {
        var options = _folder.Options();
        options.RetentionBytes = 1 << 20;
        await using var log = LogFolder.Open(options);
        var before = log.Range(0).Begin;
        for (var n = 0; n < 200_000; n += 10_000)
        {
            await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(n, 10_000), 100, CancellationToken.None);
        }

        log.Trim(0, log.Range(0).End);
        Assert.True(log.Range(0).Begin > before);
        using var cursor = new TickLogCursor(Queue(log), before);
        var runs = Drain(cursor);
        Assert.Equal(log.Range(0).Begin, runs[0].From);
        Assert.Equal(199_999, runs[^1].Sequences[^1]);
    }

    [Fact]
    public async Task Receiver_Rings_TellsThatThereIsMoreAndSwallowsItsCancellation()
    {
        await using var log = _folder.Open();
        var queue = Queue(log);
        var receiver = new TickQueueReceiver(queue);
        await receiver.Initialize(TimeSpan.FromSeconds(1));
        Assert.Single(await receiver.GetQueueMessagesAsync(10, CancellationToken.None));

        using var cancelled = new CancellationTokenSource();
        var waiting = receiver.GetQueueMessagesAsync(10, cancelled.Token);
        Assert.False(waiting.IsCompleted);
        await cancelled.CancelAsync();
        Assert.Empty(await waiting);

        var again = receiver.GetQueueMessagesAsync(10, CancellationToken.None);
        var end = log.Range(0).End;
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 1), CancellationToken.None);
        queue.Ring();
        var told = Assert.IsType<TickRun>(Assert.Single(await again));
        Assert.Equal(end, told.From);
    }

    private static TickQueue Queue(ITickLog log, int maxRunTicks = 131_072) => new(
        0, log, new TickStreamOptions { MaxRunTicks = maxRunTicks, MaxRunBytes = 1 << 20 }, TimeProvider.System,
        NullLogger.Instance);

    // A run's memory is reused by the next one.
    private static List<(long From, long Next, List<int> Sequences)> Drain(TickLogCursor cursor)
    {
        var runs = new List<(long, long, List<int>)>();
        while (true)
        {
            _ = cursor.MoveNextWithResult();
            if (cursor.GetCurrent(out var fault) is not TickRun run)
            {
                Assert.Null(fault);
                return runs;
            }

            if (run.Records is not null)
            {
                runs.Add((run.From, run.NextOffset, [.. run.GetEvents<Tick>().Select(one => (int)one.Item1.Size)]));
            }
        }
    }
}
