using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Sources;
using Tripline.Streams;
using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

public sealed class KafkaPartitionGroupTests(SharedKafka kafka)
{
    private const int Partitions = 6;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PartitionGroup_SecondMemberJoinsAndLeaves_OnlyWhatChangesHandsIsRevoked()
    {
        await using var first = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), Partitions);
        await using var second = first.Another();
        await using var firstGroup = Group(first);
        await using var secondGroup = Group(second);
        var (one, two) = (new GroupMember(), new GroupMember());

        await firstGroup.JoinAsync(one, Cancellation);
        await BecomesTrueAsync("the first has all", () => one.Held.Count == Partitions);

        await secondGroup.JoinAsync(two, Cancellation);
        await BecomesTrueAsync("both have half", () => one.Held.Count == 3 && two.Held.Count == 3);
        Assert.Equal(Enumerable.Range(0, Partitions), one.Held.Concat(two.Held).Order());
        Assert.Equal(["assigned 6", "revoked 3"], one.Events);

        await secondGroup.LeaveAsync(Cancellation);
        Assert.Equal(["assigned 3", "revoked 3"], two.Events);
        await BecomesTrueAsync("the first has all again", () => one.Held.Count == Partitions);
        Assert.Equal(["assigned 6", "revoked 3", "assigned 3"], one.Events);
    }

    [Fact]
    public async Task PartitionGroup_MemberTakesTimeToGiveBack_TheOtherWaitsAndWhatIsKeptIsReadOn()
    {
        await using var first = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), 2);
        await using var second = first.Another();
        await using var firstGroup = Group(first);
        await using var secondGroup = Group(second);
        var revoking = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var one = new GroupMember
        {
            BeforeRevoked = partitions =>
            {
                revoking.TrySetResult(partitions[0]);
                return goOn.Task;
            },
        };
        var two = new GroupMember();
        await firstGroup.JoinAsync(one, Cancellation);
        await BecomesTrueAsync("the first has all", () => one.Held.Count == 2);
        await AppendAsync(first, 0, 500);
        using var readerOfZero = first.Log.OpenReader(0, 0);
        using var readerOfOne = first.Log.OpenReader(1, 0);

        await secondGroup.JoinAsync(two, Cancellation);
        var wanted = await revoking.Task.WaitAsync(Bound, Cancellation);
        try
        {
            await AppendAsync(first, 500, 500);
            var meanwhile = await KafkaLogUnderTest.ReadAsync(wanted == 0 ? readerOfOne : readerOfZero, 1_000);
            Assert.Equal(Numbers(0, 1_000), meanwhile.Select(tick => tick.Size));
            Assert.Empty(two.Held);
        }
        finally
        {
            goOn.SetResult();
        }

        await BecomesTrueAsync("the second has it", () => two.Held.SequenceEqual([wanted]));
        await AppendAsync(first, 1_000, 500);
        var after = await KafkaLogUnderTest.ReadAsync(wanted == 0 ? readerOfOne : readerOfZero, 500);
        Assert.Equal(Numbers(1_000, 500), after.Select(tick => tick.Size));
    }

    [Fact]
    public async Task PartitionGroup_OthersComeAndGoWhileItReads_EveryRecordIsReadOnceInOrder()
    {
        const int Changes = 3;
        await using var first = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), 2);
        await using var firstGroup = Group(first);
        var one = new GroupMember();
        await using var zero = new HeldReading(first, one, 0);
        await using var rest = new HeldReading(first, one, 1);
        await firstGroup.JoinAsync(one, Cancellation);
        await BecomesTrueAsync("the first has all", () => one.Held.Count == 2);
        using var stop = new CancellationTokenSource();
        var appends = Task.Run(() => AppendUntilAsync(first, stop.Token), Cancellation);
        for (var change = 0; change < Changes; change++)
        {
            await using var other = first.Another();
            await using var group = Group(other);
            var member = new GroupMember();
            await group.JoinAsync(member, Cancellation);
            await BecomesTrueAsync("the other has one", () => member.Held.Count == 1 && one.Held.Count == 1);
            await group.LeaveAsync(Cancellation);
            await BecomesTrueAsync("the first has all again", () => one.Held.Count == 2);
        }

        await stop.CancelAsync();
        var count = await appends;
        foreach (var reading in (HeldReading[])[zero, rest])
        {
            await BecomesTrueAsync(
                $"all {count} came", () => reading.Sizes.Count >= count, () => $"{reading.Sizes.Count} came.");
            Assert.Equal(Numbers(0, count), reading.Sizes);
        }
    }

    [Fact]
    public async Task PartitionGroup_ReadAgainByItsNextOwner_GoesOnWhereItIsTold()
    {
        await using var first = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync());
        for (var n = 0; n < 30; n++)
        {
            await first.AppendAsync(new Tick("SPY", 1, n, 1_700_000_000_000));
        }

        await using var firstGroup = Group(first);
        var one = new GroupMember();
        await firstGroup.JoinAsync(one, Cancellation);
        await BecomesTrueAsync("the first has it", () => one.Held.Count == 1);
        using (var reader = first.Log.OpenReader(0, 10))
        {
            Assert.Equal(10.0, (await KafkaLogUnderTest.ReadAsync(reader, 20))[0].Size);
            first.Log.Checkpointed(0, 25);
        }

        await firstGroup.LeaveAsync(Cancellation);
        await using var second = first.Another();
        await using var secondGroup = Group(second);
        var two = new GroupMember();
        await secondGroup.JoinAsync(two, Cancellation);
        await BecomesTrueAsync("the second has it", () => two.Held.Count == 1);
        using var next = second.Log.OpenReader(0, 5);
        Assert.Equal(
            Enumerable.Range(5, 25).Select(n => (double)n),
            (await KafkaLogUnderTest.ReadAsync(next, 25)).Select(tick => tick.Size));
        Assert.Equal(25, await CommittedAsync(second));
    }

    [Fact]
    public async Task PartitionGroup_Rejoined_LosesWhatItHeldAndIsAssignedAnew()
    {
        await using var first = await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync(), Partitions);
        await using var group = Group(first);
        var one = new GroupMember();
        await group.JoinAsync(one, Cancellation);
        await BecomesTrueAsync("it has all", () => one.Held.Count == Partitions);

        await group.RejoinAsync(Cancellation);
        await BecomesTrueAsync("it has all again", () => one.Held.Count == Partitions);
        Assert.Equal(["assigned 6", "lost 6", "assigned 6"], one.Events);
    }

    [Fact]
    public async Task PartitionGroup_BrokerIsAwayBeyondTheSessionTimeout_AllIsLostAndReadingGoesOnAfterwards()
    {
        await using var server = await KafkaServer.StartAsync();
        await using var main = await KafkaLogUnderTest.StartAsync(server, 2);
        await using var silo = main.Another(options => options.SessionTimeout = TimeSpan.FromSeconds(2));
        await using var group = Group(silo);
        var member = new GroupMember();
        await group.JoinAsync(member, Cancellation);
        await BecomesTrueAsync("it has all", () => member.Held.Count == 2, () => string.Join(", ", member.Events));
        using var reader = silo.Log.OpenReader(0, 0);
        await AppendAsync(main, 0, 500);
        Assert.Equal(Numbers(0, 500), (await KafkaLogUnderTest.ReadAsync(reader, 500)).Select(tick => tick.Size));

        await server.StopAsync();
        await BecomesTrueAsync("all is lost", () => member.Held.Count == 0, () => string.Join(", ", member.Events));
        Assert.False(reader.TryRead(new RecordRun(1 << 20, 1_000)));

        await server.StartAgainAsync();
        await AppendAsync(main, 500, 500);
        Assert.Equal(Numbers(500, 500), (await KafkaLogUnderTest.ReadAsync(reader, 500)).Select(tick => tick.Size));
        await BecomesTrueAsync("it has all again", () => member.Held.Count == 2, () => string.Join(", ", member.Events));
        Assert.Equal(["assigned 2", "lost 2", "assigned 2"], member.Events);
    }

    // To every partition the same numbers.
    private static async Task AppendAsync(KafkaLogUnderTest bench, int from, int count, int atOnce = 100)
    {
        var symbols = Enumerable.Range(0, bench.Log.PartitionCount)
            .Select(partition => Enumerable.Range(0, 100).Select(n => $"S{n}")
                .First(symbol => SymbolPartition.Of(symbol, bench.Log.PartitionCount) == partition))
            .ToArray();
        for (var first = from; first < from + count; first += atOnce)
        {
            var ticks = Enumerable.Range(first, Math.Min(atOnce, from + count - first))
                .SelectMany(n => symbols.Select(symbol => new Tick(symbol, 1, n, 1_700_000_000_000)))
                .ToArray();
            await bench.Appender.AppendAsync(ticks, maxTicksPerRecord: 10, Cancellation);
        }
    }

    // Returns how many were appended to each partition.
    private static async Task<int> AppendUntilAsync(KafkaLogUnderTest bench, CancellationToken stopping)
    {
        const int AtOnce = 500;
        var count = 0;
        for (; !stopping.IsCancellationRequested; count += AtOnce)
        {
            await AppendAsync(bench, count, AtOnce, AtOnce);
        }

        return count;
    }

    private static IEnumerable<double> Numbers(int from, int count) =>
        Enumerable.Range(from, count).Select(number => (double)number);

    private static KafkaPartitionGroup Group(KafkaLogUnderTest bench) =>
        new(bench.Log, TimeProvider.System, NullLogger<KafkaPartitionGroup>.Instance);

    private static Task BecomesTrueAsync(string what, Func<bool> condition, Func<string>? describe = null) =>
        Eventually.BecomesTrueAsync(what, Bound, () => Task.FromResult(condition()), describe, Cancellation);

    private static Task<long> CommittedAsync(KafkaLogUnderTest bench) => Task.Run(() =>
    {
        var config = new Confluent.Kafka.ConsumerConfig(new Dictionary<string, string>(KafkaServer.ClientOptions))
        {
            BootstrapServers = bench.Server.BootstrapServers,
            GroupId = bench.Options.Group,
        };
        using var tool = new Confluent.Kafka.ConsumerBuilder<byte[], byte[]>(config).Build();
        return tool.Committed([new(bench.Options.Topic, 0)], Bound).Single().Offset.Value;
    });
}
