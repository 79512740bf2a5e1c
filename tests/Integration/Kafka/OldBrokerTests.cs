using Confluent.Kafka;
using Tripline.Streams.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>What a broker of 0.9, the tests' own, cannot do: the table in docs/kafka.md.</summary>
public sealed class OldBrokerTests(SharedKafka kafka)
{
    private const long TimeMs = 1_700_000_000_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Record_WithHeadersAndATime_LosesBothWithoutAWord()
    {
        var server = await kafka.ServerAsync();
        var topic = await server.CreateTopicAsync(1);
        KafkaLibrary.Require();
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig(Options())
        {
            BootstrapServers = server.BootstrapServers,
        }).Build();
        await producer.ProduceAsync(topic, new Message<Null, string>
        {
            Value = "a record",
            Headers = new Headers { { "name", "value"u8.ToArray() } },
            Timestamp = new Timestamp(TimeMs, TimestampType.CreateTime),
        });

        using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig(Options())
        {
            BootstrapServers = server.BootstrapServers, GroupId = topic,
        }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, 0));
        var message = consumer.Consume(Bound).Message;
        Assert.Equal("a record", message.Value);
        Assert.Empty(message.Headers);
        Assert.Equal(TimestampType.NotAvailable, message.Timestamp.Type);
        Assert.Equal(
            Offset.End,
            MockLimitsTests.OffsetAt(server.BootstrapServers, KafkaServer.ClientOptions, topic, TimeMs - 1));
    }

    [Fact]
    public async Task Log_WithIdempotenceDemanded_IsRefusedWithBothOptions()
    {
        var server = await kafka.ServerAsync();
        await using var bench = await KafkaLogUnderTest.StartAsync(server);
        var refusal = Assert.Throws<ArgumentException>(() => bench.Another(options =>
            options.Client["enable.idempotence"] = "true"));
        Assert.Contains("api.version.request=false", refusal.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Options() => new(KafkaServer.ClientOptions);
}
