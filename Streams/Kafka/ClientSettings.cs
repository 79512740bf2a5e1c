using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Puts the options of librdkafka together: ours, those of Event Hubs, and above all what the user passes
/// through.</summary>
internal static class ClientSettings
{
    private const int FetchPauseMs = 20;

    /// <summary>A consumer that is given its partitions, and their offsets.</summary>
    public static ConsumerConfig Reading(KafkaOptions options)
    {
        var config = new ConsumerConfig(Common(options))
        {
            // The name under which checkpoints are committed; nobody joins it.
            GroupId = options.Group,
            EnableAutoOffsetStore = false,
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            // Tells that a reader is at the end although the last offsets hold no records, as after a transaction.
            EnablePartitionEof = true,
            QueuedMaxMessagesKbytes = Math.Max(options.MaxFetchedBytes >> 10, 1),
            QueuedMinMessages = Math.Max(options.MaxFetchedRecords, 1),
            FetchWaitMaxMs = 100,
            // At its limits the client leaves a partition alone for so long: by default a second, in which a fast reader
            // has nothing for most of it.
            FetchQueueBackoffMs = FetchPauseMs,
        };
        return With(config, options);
    }

    /// <summary>The producer of ticks and dead letters.</summary>
    /// <remarks>It is idempotent unless the client's options speak against it: then a request whose answer was lost puts
    /// nothing into the log twice, and the broker's order is the producer's with five requests under way. Otherwise one
    /// request a broker is under way at a time, for the sake of the order: a numbered tick that came behind a later one
    /// would look like a repeat.</remarks>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    public static ProducerConfig Producer(KafkaOptions options)
    {
        var config = With(
            new ProducerConfig(Common(options))
            {
                Acks = Acks.All,
                LingerMs = 0,
                MessageTimeoutMs = Milliseconds(options.AppendTimeout),
                Partitioner = Partitioner.Murmur2Random,
            },
            options);
        var obstacle = Idempotence.Obstacle(config);
        if (config.EnableIdempotence is true && obstacle is not null)
        {
            throw new ArgumentException(
                $"Kafka:Client:enable.idempotence cannot be true: {obstacle}. Leave one of the two away.", nameof(options));
        }

        config.EnableIdempotence ??= obstacle is null;
        if (Idempotence.InFlight(config) is null)
        {
            config.MaxInFlight = config.EnableIdempotence is true ? Idempotence.MaxInFlight : 1;
        }

        return config;
    }

    private static ClientConfig Common(KafkaOptions options)
    {
        var config = new ClientConfig { ClientId = "tripline", BootstrapServers = options.BootstrapServers };
        if (options.EventHubs.ConnectionString.Length > 0)
        {
            foreach (var (name, value) in EventHubsConnection.ToClientOptions(options.EventHubs.ConnectionString))
            {
                config.Set(name, value);
            }
        }

        return config;
    }

    // In the environment of a process a name may not have points: socket_keepalive_enable stands for the same.
    private static TConfig With<TConfig>(TConfig config, KafkaOptions options)
        where TConfig : ClientConfig
    {
        foreach (var (name, value) in options.Client)
        {
            config.Set(name.Replace('_', '.'), value);
        }

        return string.IsNullOrWhiteSpace(config.BootstrapServers)
            ? throw new ArgumentException(
                "Streams on Kafka need brokers: set Kafka:BootstrapServers (host:port, separated by commas), or "
                + "Kafka:EventHubs:ConnectionString.",
                nameof(options))
            : config;
    }

    private static int Milliseconds(TimeSpan span) =>
        (int)Math.Clamp(span.TotalMilliseconds, 1, int.MaxValue);
}
