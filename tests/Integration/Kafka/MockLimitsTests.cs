using Confluent.Kafka;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>What the mock cluster does otherwise than a broker, so that no test builds on it: the table in docs/kafka.md.
/// One that fails tells that a newer librdkafka can be trusted with more.</summary>
public sealed class MockLimitsTests
{
    private const long TimeMs = 1_700_000_000_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task DeliveryReport_WhateverTimeTheRecordHas_TellsAConstant()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer();
        var report = await producer.ProduceAsync(topic, At(TimeMs));
        Assert.Equal(1_234, report.Timestamp.UnixTimestampMs);
        Assert.Equal(TimestampType.LogAppendTime, report.Timestamp.Type);
        Assert.Equal(TimeMs, Assert.Single(await kafka.ReadAsync(topic, 1)).Message.Timestamp.UnixTimestampMs);
    }

    [Fact]
    public async Task OffsetsForTimes_OfATimeBeforeAllRecords_AnswersTheEnd()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer();
        await producer.ProduceAsync(topic, At(TimeMs));
        Assert.Equal(Offset.End, OffsetAt(kafka.BootstrapServers, new Dictionary<string, string>(), topic, TimeMs - 1));
    }

    [Fact]
    public async Task IdempotentProducer_AnswerComesTooLate_StandsTwice()
    {
        await using var kafka = await MockKafka.StartAsync();
        var topic = await kafka.CreateTopicAsync();
        using var producer = kafka.NewProducer(config =>
            (config.EnableIdempotence, config.RequestTimeoutMs, config.SocketTimeoutMs) = (true, 1_000, 1_500));
        await producer.ProduceAsync(topic, At(TimeMs));
        await kafka.RunAsync("delay 1 10000");
        var second = producer.ProduceAsync(topic, At(TimeMs));
        // Longer than the producer waits for an answer.
        await Task.Delay(TimeSpan.FromSeconds(4));
        await kafka.RunAsync("delay 1 0");
        await second.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(3, (await kafka.ReadAsync(topic, 3)).Count);
    }

    [Fact]
    public async Task Topic_NotMadeThroughItsOwnFunction_HasFourPartitions()
    {
        await using var kafka = await MockKafka.StartAsync();
        using var producer = kafka.NewProducer();
        await producer.ProduceAsync("unmade", At(TimeMs));
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        Assert.Equal(4, admin.GetMetadata("unmade", Bound).Topics.Single().Partitions.Count);
    }

    /// <summary>What a cluster answers when it is asked for the first offset at or after a time.</summary>
    internal static Offset OffsetAt(
        string bootstrapServers, IReadOnlyDictionary<string, string> options, string topic, long timeMs)
    {
        var config = new ConsumerConfig(options.ToDictionary()) { BootstrapServers = bootstrapServers, GroupId = "asker" };
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(config).Build();
        var asked = new TopicPartitionTimestamp(topic, 0, new Timestamp(timeMs, TimestampType.CreateTime));
        return consumer.OffsetsForTimes([asked], Bound).Single().Offset;
    }

    private static Message<byte[]?, string> At(long timeMs) => new()
    {
        Value = "a record", Timestamp = new Timestamp(timeMs, TimestampType.CreateTime),
    };
}
