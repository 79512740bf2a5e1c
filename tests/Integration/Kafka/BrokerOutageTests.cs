using Tripline.Streams;
using Tripline.Streams.Kafka;

using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>Brokers of today that go down, move their partitions and refuse requests.</summary>
public sealed class BrokerOutageTests
{
    private const string Symbol = "SPY";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BrokersGoDownAndUp_WhileTicksAreAppendedAndRead_EachIsReadOnceAndInOrder()
    {
        await using var kafka = await MockKafka.StartAsync(brokers: 2);
        var topic = await kafka.CreateTopicAsync();
        await using var log = kafka.Open(topic);
        using var reader = log.OpenReader(0, 0);
        using var stop = new CancellationTokenSource();
        var appends = Task.Run(() => AppendUntilAsync(log, stop.Token), Cancellation);
        var ticks = await KafkaLogUnderTest.ReadAsync(reader, 200);
        for (var round = 0; round < 3; round++)
        {
            await kafka.RunAsync("down -1");
            await Task.Delay(TimeSpan.FromMilliseconds(300), Cancellation);
            await kafka.RunAsync("up -1");
            await kafka.RunAsync($"leader {topic} 0 {(round % 2) + 1}");
            ticks.AddRange(await KafkaLogUnderTest.ReadAsync(reader, 200));
        }

        await stop.CancelAsync();
        var count = await appends;
        ticks.AddRange(await KafkaLogUnderTest.ReadAsync(reader, count - ticks.Count));
        Assert.Equal(Enumerable.Range(0, count).Select(number => (double)number), ticks.Select(tick => tick.Size));
        Assert.Equal(ticks.Select(tick => tick.Offset).Order(), ticks.Select(tick => tick.Offset));
    }

    [Fact]
    public async Task BrokersAreDownBeyondTheBound_AppendFailsWithWhatToCheckAndGoesOnAfterwards()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        await using var log = kafka.Open(topic, options => options.AppendTimeout = TimeSpan.FromSeconds(1));
        await AppendAsync(log, 0);
        await kafka.RunAsync("down -1");
        var refusal = await Assert.ThrowsAsync<IOException>(() => AppendAsync(log, 1));
        Assert.Contains("no acknowledgement within 1 s", refusal.Message, StringComparison.Ordinal);
        Assert.False(log.Health.Writable);

        await kafka.RunAsync("up -1");
        await Eventually.BecomesTrueAsync("it takes writes", Bound, () => Task.FromResult(log.Health.Writable));
        await AppendAsync(log, 2);
        using var reader = log.OpenReader(0, 0);
        Assert.Equal([0.0, 2.0], (await KafkaLogUnderTest.ReadAsync(reader, 2)).Select(tick => tick.Size));
    }

    [Fact]
    public async Task BrokerLosesCountOfAnIdempotentProducer_AppendFailsAndANewProducerTakesOver()
    {
        const int Produce = 0;
        const int OutOfOrderSequence = 45;
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        await using var log = kafka.Open(topic);
        await AppendAsync(log, 0);
        await kafka.RunAsync($"fail {Produce} {OutOfOrderSequence} 1");
        await Assert.ThrowsAsync<IOException>(() => AppendAsync(log, 1));

        await Eventually.BecomesTrueAsync("it takes writes", Bound, () => Task.FromResult(log.Health.Writable));
        await AppendAsync(log, 2);
        using var reader = log.OpenReader(0, 0);
        Assert.Equal([0.0, 2.0], (await KafkaLogUnderTest.ReadAsync(reader, 2)).Select(tick => tick.Size));
    }

    [Fact]
    public async Task BrokersKnowNoIdempotentProduction_AppendSaysWhatToSetAndThatHelps()
    {
        const int InitProducerId = 22;
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        await kafka.RunAsync($"versions {InitProducerId} -1 -1");
        await using (var log = kafka.Open(topic, options => options.AppendTimeout = TimeSpan.FromSeconds(5)))
        {
            var refusal = await Assert.ThrowsAsync<IOException>(() => AppendAsync(log, 0));
            Assert.Contains("Kafka:Client:enable.idempotence", refusal.Message, StringComparison.Ordinal);
            Assert.False(log.Health.Writable);
        }

        await using var plain = kafka.Open(topic, options => options.Client["enable.idempotence"] = "false");
        await AppendAsync(plain, 1);
        using var reader = plain.OpenReader(0, 0);
        Assert.Equal(1.0, Assert.Single(await KafkaLogUnderTest.ReadAsync(reader, 1)).Size);
    }

    private static async Task<int> AppendUntilAsync(KafkaTickLog log, CancellationToken stopping)
    {
        var count = 0;
        for (; !stopping.IsCancellationRequested; count++)
        {
            await AppendAsync(log, count);
        }

        return count;
    }

    private static async Task AppendAsync(KafkaTickLog log, int number) =>
        await new TickAppender(log, new NoSequences()).AppendAsync(
            new[] { new Tick(Symbol, 1, number, 1_700_000_000_000) }, Cancellation);

    private sealed class NoSequences : ISourceSequences
    {
        public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => default;
    }
}
