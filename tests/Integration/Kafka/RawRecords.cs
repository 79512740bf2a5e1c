using System.Text.Json;
using Confluent.Kafka;
using Tripline.Streams.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>Writes and reads records as any other program would.</summary>
internal static class RawRecords
{
    private const int MaxBytes = 8_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Produces records one after another. Returns their offsets.</summary>
    public static async Task<IReadOnlyList<long>> ProduceAsync(
        KafkaServer server, string topic, params IEnumerable<RawRecord> records)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig(Options())
        {
            BootstrapServers = server.BootstrapServers,
            MessageMaxBytes = MaxBytes,
        }).Build();
        var offsets = new List<long>();
        foreach (var record in records)
        {
            var report = await producer.ProduceAsync(
                new TopicPartition(topic, record.Partition),
                new Message<byte[]?, byte[]?> { Key = record.Key!, Value = record.Value! });
            offsets.Add(report.Offset.Value);
        }

        return offsets;
    }

    /// <summary>Reads the dead letters of a topic of one partition, until there are so many.</summary>
    public static async Task<IReadOnlyList<(byte[]? Key, JsonElement Letter)>> ReadLettersAsync(
        KafkaServer server, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]>(new ConsumerConfig(Options())
        {
            BootstrapServers = server.BootstrapServers,
            GroupId = "reader",
            EnableAutoCommit = false,
        }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var letters = new List<(byte[]?, JsonElement)>();
        await Eventually.BecomesTrueAsync(
            $"{count} dead letters are in {topic}",
            TimeSpan.FromSeconds(30),
            () =>
            {
                while (consumer.Consume(Pause) is { } found)
                {
                    letters.Add((found.Message.Key, JsonElement.Parse(found.Message.Value)));
                }

                return Task.FromResult(letters.Count >= count);
            },
            () => $"{letters.Count} are.");
        return letters;
    }

    private static Dictionary<string, string> Options()
    {
        KafkaLibrary.Require();
        return new Dictionary<string, string>(KafkaServer.ClientOptions);
    }
}
