using Tripline.Streams;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;


namespace Tripline.Tests.Unit.Streams.Contract;

/// <summary>What every tick log promises to those who read one of its partitions.</summary>
public abstract class TickLogContract
{
    private const string Symbol = "SPY";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty log of one partition.</summary>
    protected abstract Task<ITickLogHost> StartAsync();

    [Fact]
    public async Task Follower_BesideTheReader_ReadsFromItsOwnOffsetWhileTheReaderGoesOn()
    {
        await using var host = await StartAsync();
        await AppendAsync(host.Log, 0, 50);
        using var reader = host.Log.OpenReader(0, host.Log.Range(0).Begin);
        var first = await ReadAsync(reader, 50);
        using var follower = host.Log.OpenFollower(0, first[20].Offset);
        Assert.Equal(Numbers(20, 30), Sizes(await ReadAsync(follower, 30)));

        await AppendAsync(host.Log, 50, 50);
        Assert.Equal(Numbers(50, 50), Sizes(await ReadAsync(reader, 50)));
        Assert.Equal(Numbers(50, 50), Sizes(await ReadAsync(follower, 50)));
    }

    [Fact]
    public async Task Followers_ManyAtDifferentOffsets_EachReadsAllFromItsOwnOn()
    {
        await using var host = await StartAsync();
        await AppendAsync(host.Log, 0, 40);
        List<(double Size, long Offset)> ticks;
        using (var reader = host.Log.OpenReader(0, host.Log.Range(0).Begin))
        {
            ticks = await ReadAsync(reader, 40);
        }

        var followers = ((int[])[0, 7, 7, 39]).Select(from => (From: from, Reader: host.Log.OpenFollower(0, ticks[from].Offset)))
            .ToList();
        foreach (var (from, follower) in followers)
        {
            Assert.Equal(Numbers(from, 40 - from), Sizes(await ReadAsync(follower, 40 - from)));
        }

        followers[0].Reader.Dispose();
        await AppendAsync(host.Log, 40, 10);
        foreach (var (_, follower) in followers.Skip(1))
        {
            Assert.Equal(Numbers(40, 10), Sizes(await ReadAsync(follower, 10)));
            follower.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follower_NothingLeft_SaysSoWithoutWaitingAndIsWokenByTheNextRecord(bool besideReader)
    {
        await using var host = await StartAsync();
        await AppendAsync(host.Log, 0, 3);
        using var reader = besideReader ? host.Log.OpenReader(0, host.Log.Range(0).Begin) : null;
        using var follower = host.Log.OpenFollower(0, host.Log.Range(0).Begin);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await ReadAsync(follower, 3);
        await NothingIsLeftAsync(follower);
        follower.OnDurable(() => woken.TrySetResult());
        await NothingIsLeftAsync(follower);

        await AppendAsync(host.Log, 3, 1);
        await woken.Task.WaitAsync(Bound, Cancellation);
        Assert.Equal([3.0], Sizes(await ReadAsync(follower, 1)));
    }

    [Fact]
    public async Task Reader_OpenedBesideAnother_ReadsAsWell()
    {
        await using var host = await StartAsync();
        await AppendAsync(host.Log, 0, 20);
        using var old = host.Log.OpenReader(0, host.Log.Range(0).Begin);
        var ticks = await ReadAsync(old, 20);
        using var next = host.Log.OpenReader(0, ticks[5].Offset);
        Assert.Equal(Numbers(5, 15), Sizes(await ReadAsync(next, 15)));

        old.Dispose();
        await AppendAsync(host.Log, 20, 5);
        Assert.Equal(Numbers(20, 5), Sizes(await ReadAsync(next, 5)));
    }

    [Fact]
    public async Task Checkpointed_AtAnyTime_ReturnsAndNeverFails()
    {
        var host = await StartAsync();
        await using (host)
        {
            await AppendAsync(host.Log, 0, 5);
            for (var n = 0; n < 100_000; n++)
            {
                host.Log.Checkpointed(0, n);
            }
        }

        host.Log.Checkpointed(0, 7);
    }

    // A log may report once that it reached its end.
    private static Task NothingIsLeftAsync(ITickLogReader reader) =>
        BecomesTrueAsync("nothing is left", () => !reader.TryRead(new RecordRun(1 << 20, 1_000)));

    // One record a tick, so that each has an offset.
    private static async Task AppendAsync(ITickLog log, int from, int count)
    {
        var ticks = Numbers(from, count).Select(number => new Tick(Symbol, 1, number, 1_700_000_000_000)).ToArray();
        await new TickAppender(log, new NoSequences()).AppendAsync(ticks, maxTicksPerRecord: 1, Cancellation);
    }

    private static async Task<List<(double Size, long Offset)>> ReadAsync(ITickLogReader reader, int count)
    {
        var run = new RecordRun(1 << 20, 1_000);
        var ticks = new List<(double, long)>();
        await BecomesTrueAsync($"{count} ticks came", () =>
        {
            while (ticks.Count < count && reader.TryRead(run))
            {
                Decode(run, ticks);
            }

            return ticks.Count >= count;
        });
        return ticks;
    }

    private static void Decode(RecordRun run, List<(double, long)> ticks)
    {
        foreach (var slot in run.Records)
        {
            Assert.True(TickRecordReader.TryOpen(run.Buffer.AsSpan(slot.Start, slot.Length), out var record));
            while (record.TryRead(out var tick))
            {
                ticks.Add((tick.Size, slot.Offset));
            }
        }
    }

    private static async Task BecomesTrueAsync(string what, Func<bool> condition)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(Bound);
        while (!condition())
        {
            Assert.False(bound.IsCancellationRequested, $"Not within {Bound.TotalSeconds} s: {what}.");
            await Task.Delay(5, Cancellation);
        }
    }

    private static IEnumerable<double> Numbers(int from, int count) =>
        Enumerable.Range(from, count).Select(number => (double)number);

    private static IEnumerable<double> Sizes(List<(double Size, long Offset)> ticks) => ticks.Select(tick => tick.Size);

    private sealed class NoSequences : ISourceSequences
    {
        public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => default;
    }
}
