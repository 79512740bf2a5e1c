namespace Tripline.Streams.Kafka;

/// <summary>Options of the tick log on Apache Kafka.</summary>
public sealed class KafkaOptions
{
    /// <summary>Brokers to ask first: <c>host:port</c>, separated by commas.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>Topic of the ticks. Its number of partitions is the log's, and must never change. tripline.ticks.
    /// </summary>
    public string Topic { get; set; } = "tripline.ticks";

    /// <summary>Topic of the records that cannot be read; empty: they are only counted and logged. tripline.ticks.dlq.
    /// </summary>
    public string DeadLetterTopic { get; set; } = "tripline.ticks.dlq";

    /// <summary>Consumer group whose members share the partitions. tripline.</summary>
    public string Group { get; set; } = "tripline";

    /// <summary>A member that is not heard of for so long loses its partitions; 6 to 300 s with a broker's defaults.
    /// 10 s.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time until an append is acknowledged by the broker, or fails. 30 s.</summary>
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time that the cluster may take to answer a question, as at the start. 15 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a partition that are fetched ahead of its pump; a pump that is slower holds up its own
    /// partition only. 16 MiB.</summary>
    public int MaxFetchedBytes { get; set; } = 16 << 20;

    /// <summary>Records of a partition that are fetched ahead of its pump. 50,000.</summary>
    public int MaxFetchedRecords { get; set; } = 50_000;

    /// <summary>Options of librdkafka, by its names (<c>security.protocol</c>), for producer and consumer; they stand
    /// above all others.</summary>
    public IDictionary<string, string> Client { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the fields of ticks in JSON, separated by commas, by our name of the field: symbol, price,
    /// size, time, source, sequence. A field that is not given has its default names.</summary>
    public IDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>An Azure Event Hubs namespace in place of brokers.</summary>
    public EventHubsOptions EventHubs { get; } = new();
}
