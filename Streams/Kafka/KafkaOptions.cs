using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Streams.Kafka;

/// <summary>Options of the tick log on Apache Kafka.</summary>
public sealed class KafkaOptions
{
    /// <summary>Brokers to ask first: <c>host:port</c>, separated by commas.</summary>
    [Description("Brokers to ask first: host:port, separated by ','.")]
    public string BootstrapServers { get; set; } = "";

    /// <summary>Topic of the ticks. Its number of partitions is the log's, and must never change.</summary>
    [Description("Topic of the ticks; its number of partitions must never change.")]
    public string Topic { get; set; } = "tripline.ticks";

    /// <summary>Topic of the records that cannot be read; empty: they are only counted and logged.</summary>
    [Description("Topic of records that cannot be read; empty: only counted.")]
    public string DeadLetterTopic { get; set; } = "tripline.ticks.dlq";

    /// <summary>Name under which checkpoints are committed, for tools that watch lag; nobody joins it.</summary>
    [Description("Name under which checkpoints are committed, for tools that watch lag.")]
    public string Group { get; set; } = "tripline";

    /// <summary>Longest time until an append is acknowledged by the broker, or fails.</summary>
    [Description("Longest time until an append is acknowledged, or fails.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time that the cluster may take to answer a question, as at the start.</summary>
    [Description("Longest time that the brokers may take to answer a question.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a partition that are fetched ahead of its reader; one that is slower holds up its own
    /// partition only.</summary>
    [Description("Bytes of a partition that are fetched ahead.")]
    [Range(1 << 10, 1 << 30)]
    public int MaxFetchedBytes { get; set; } = 16 << 20;

    /// <summary>Records of a partition that are fetched ahead of its reader.</summary>
    [Description("Records of a partition that are fetched ahead.")]
    [Range(1, 10_000_000)]
    public int MaxFetchedRecords { get; set; } = 50_000;

    /// <summary>Options of librdkafka, by its names (<c>security.protocol</c>), for producer and consumer; they stand
    /// above all others.</summary>
    [Description("Any option of librdkafka by its name, for instance security.protocol.")]
    public IDictionary<string, string> Client { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The source of ticks in JSON that name none; empty: none.</summary>
    [Description("Source of ticks in JSON that name none.")]
    public string Source { get; set; } = "";

    /// <summary>Names of the fields of ticks in JSON, above those of <c>Ticks:Fields</c>, separated by commas, by our name of the field: symbol, price,
    /// size, time, source, sequence, session, id. A field that is not given has its default names.</summary>
    [Description("Names of a field in JSON records, by ours: symbol price size time source sequence session id.")]
    public IDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>An Azure Event Hubs namespace in place of brokers.</summary>
    public EventHubsOptions EventHubs { get; } = new();
}
