using System.Diagnostics;
using Confluent.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Kafka;

/// <summary>The loop that every consumer of Kafka in .NET begins with: it consumes records one by one and does nothing
/// with them. Its queues are as long as they may be: once one is full, the client leaves its partition alone for a second.
/// </summary>
internal static class BareConsume
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Consumes the whole topic and returns records a second, from the end of the warm-up on.</summary>
    public static double Measure(KafkaServer kafka, FilledTopic topic)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(KafkaServer.ClientOptions))
        {
            BootstrapServers = kafka.BootstrapServers,
            GroupId = topic.Name + "-bare",
            EnableAutoCommit = false,
            QueuedMinMessages = 10_000_000,
            QueuedMaxMessagesKbytes = 1_000_000,
        };
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(config).Build();
        consumer.Assign(Enumerable.Range(0, FilledTopic.Partitions)
            .Select(partition => new TopicPartitionOffset(topic.Name, partition, Offset.Beginning)));
        var bytes = Consume(consumer, topic.WarmUpRecords);
        var started = Stopwatch.GetTimestamp();
        bytes += Consume(consumer, topic.Records);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        consumer.Close();
        return bytes > 0 ? topic.Records / seconds : 0;
    }

    private static long Consume(IConsumer<Ignore, byte[]> consumer, long records)
    {
        var bytes = 0L;
        for (var left = records; left > 0; left--)
        {
            var result = consumer.Consume(Patience)
                ?? throw new InvalidOperationException($"The broker gave nothing for {Patience}; {left:N0} records are left.");
            bytes += result.Message.Value.Length;
        }

        return bytes;
    }
}
