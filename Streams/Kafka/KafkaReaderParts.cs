using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>What a reader works with.</summary>
/// <param name="Partition">What it reads.</param>
/// <param name="Queue">Where its records come; it gives it back to <paramref name="Consumer"/>.</param>
/// <param name="Consumer">What fetches them.</param>
/// <param name="Intake">What makes ticks of them.</param>
/// <param name="Gaps">What tells whether records are missing.</param>
/// <param name="DeadLetters">Where it puts what it cannot read; null: it only passes it over.</param>
/// <param name="WaitsForMore">Whether it waits for records that the client has not fetched yet, up to the end.</param>
/// <param name="OnDisposed">Called once when it is no longer used.</param>
internal sealed record KafkaReaderParts(
    TopicPartition Partition,
    PartitionQueue Queue,
    ReadingConsumer Consumer,
    RecordIntake Intake,
    KafkaGaps Gaps,
    DeadLetters? DeadLetters,
    bool WaitsForMore,
    Action OnDisposed);
