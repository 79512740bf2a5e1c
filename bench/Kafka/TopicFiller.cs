using ErrorCode = Confluent.Kafka.ErrorCode;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Bench.Harness;
using Tripline.Sources.Simulation;
using Tripline.Streams.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Kafka;

/// <summary>Fills a topic: as another program's producer does, or as our own.</summary>
internal static class TopicFiller
{
    private const int MaxQueued = 200_000;
    private const int MaxValueBytes = 256;
    private static readonly TimeSpan FlushBound = TimeSpan.FromMinutes(2);

    /// <summary>Produces each tick as a record of JSON that is keyed by its symbol.</summary>
    /// <param name="kafka">The broker.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="ticks">How many.</param>
    /// <param name="next">The next tick.</param>
    public static void FillJson(KafkaServer kafka, string topic, int ticks, Func<Tick> next)
    {
        var config = new ProducerConfig(new Dictionary<string, string>(KafkaServer.ClientOptions))
        {
            BootstrapServers = kafka.BootstrapServers,
            Partitioner = Partitioner.Murmur2Random,
            EnableDeliveryReports = false,
            QueueBufferingMaxMessages = MaxQueued,
            LingerMs = 20,
            // As much as Java's producer sends at once. An old broker finds an offset inside such a batch record by record.
            BatchSize = 16_384,
        };
        using var producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        for (var i = 0; i < ticks; i++)
        {
            Produce(producer, topic, ToMessage(next()));
        }

        producer.Flush(FlushBound);
    }

    /// <summary>A tick as another program's producer writes it: JSON, keyed by the symbol.</summary>
    public static Message<byte[], byte[]> ToMessage(in Tick tick)
    {
        Span<byte> value = stackalloc byte[MaxValueBytes];
        Utf8.TryWrite(
            value,
            CultureInfo.InvariantCulture,
            $"{{\"symbol\":\"{tick.Symbol}\",\"price\":{tick.Price},\"size\":{tick.Size},\"time\":{tick.TimeMs}}}",
            out var length);
        return new Message<byte[], byte[]> { Key = Encoding.ASCII.GetBytes(tick.Symbol), Value = value[..length].ToArray() };
    }

    /// <summary>Appends the ticks as a silo does, in our binary form. Returns how many records they took.</summary>
    public static async Task<long> FillBinaryAsync(
        KafkaServer kafka, string topic, int ticks, int ticksPerRecord, SimulatedMarket market)
    {
        var options = new KafkaOptions { BootstrapServers = kafka.BootstrapServers, Topic = topic, DeadLetterTopic = "" };
        foreach (var (key, value) in KafkaServer.ClientOptions)
        {
            options.Client[key] = value;
        }

        await using var log = new KafkaTickLog(options, TimeProvider.System, NullLogger<KafkaTickLog>.Instance);
        await TickLogFiller.AppendAsync(log, ticks, ticksPerRecord, chunk => market.Fill(chunk.Span));
        var records = 0L;
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            records += (await log.ReadRangeAsync(partition, CancellationToken.None)).End;
        }

        return records;
    }

    private static void Produce(IProducer<byte[], byte[]> producer, string topic, Message<byte[], byte[]> message)
    {
        while (true)
        {
            try
            {
                producer.Produce(topic, message);
                return;
            }
            catch (ProduceException<byte[], byte[]> refusal) when (refusal.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(10));
            }
        }
    }
}
