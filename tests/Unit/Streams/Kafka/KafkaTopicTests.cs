using Confluent.Kafka;
using Tripline.Streams.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class KafkaTopicTests
{
    private static readonly TopicMetadata Made = new(
        "ticks", [new PartitionMetadata(0, 1, [1], [1], ErrorCode.NoError), new PartitionMetadata(1, 1, [1], [1], ErrorCode.NoError)], ErrorCode.NoError);

    [Fact]
    public void CountPartitions_TopicIsBeingMade_AsksAgainWhateverTheBrokerAnswersMeanwhile()
    {
        var answers = new Queue<Func<TopicMetadata>>(
        [
            () => throw new KafkaException(ErrorCode.Local_BadMsg),
            () => new TopicMetadata("ticks", [], ErrorCode.LeaderNotAvailable),
            () => throw new KafkaException(ErrorCode.Local_BadMsg),
            () => new TopicMetadata("ticks", [], ErrorCode.NoError),
            () => Made,
        ]);
        Assert.Equal(2, KafkaTopic.CountPartitions(_ => answers.Dequeue()(), "ticks", new KafkaOptions(), TimeProvider.System));
        Assert.Empty(answers);
    }

    [Fact]
    public void CountPartitions_BrokerNeverMakesSense_SaysWhatItAnsweredAfterTheBound()
    {
        var options = new KafkaOptions { BootstrapServers = "one:9092", RequestTimeout = TimeSpan.FromMilliseconds(150) };
        var refusal = Assert.Throws<IOException>(() => KafkaTopic.CountPartitions(
            _ => throw new KafkaException(ErrorCode.Local_BadMsg), "ticks", options, TimeProvider.System));
        Assert.Contains("Bad message format", refusal.Message, StringComparison.Ordinal);
    }
}
