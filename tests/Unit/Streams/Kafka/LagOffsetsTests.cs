using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class LagOffsetsTests
{
    private readonly ManualClock _clock = new();
    private readonly List<IReadOnlyList<TopicPartitionOffset>> _sent = [];
    private readonly LagOffsets _offsets;

    public LagOffsetsTests() => _offsets = new LagOffsets("ticks", _clock, NullLogger.Instance);

    [Fact]
    public void Send_ManyNotesOfAPartition_SendsTheNewestOnly()
    {
        _offsets.Note(1, 5);
        _offsets.Note(0, 3);
        _offsets.Note(1, 9);
        _offsets.Note(1, 7);
        Send();
        Assert.Equal(["0 at 3", "1 at 7"], Sent(0));
    }

    [Fact]
    public void Send_NothingNotedSinceTheLast_SendsNothing()
    {
        Send();
        _offsets.Note(0, 3);
        Send();
        Answer(ErrorCode.NoError);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Send();
        Assert.Single(_sent);
    }

    [Fact]
    public void Send_AnswerIsOutstanding_WaitsForItAndForASecond()
    {
        _offsets.Note(0, 3);
        Send();
        _offsets.Note(0, 4);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Send();
        Assert.Single(_sent);

        Answer(ErrorCode.NoError);
        Send();
        Assert.Equal(["0 at 4"], Sent(1));

        Answer(ErrorCode.NoError);
        _offsets.Note(0, 5);
        Send();
        Assert.Equal(2, _sent.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Send();
        Assert.Equal(["0 at 5"], Sent(2));
    }

    [Fact]
    public void Send_AnswerNeverComes_SendsAgainAfterTwoMinutes()
    {
        _offsets.Note(0, 3);
        Send();
        _offsets.Note(0, 4);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Send();
        Assert.Equal(["0 at 4"], Sent(1));
    }

    [Fact]
    public void Answered_WithAnError_SendsAgainUnlessSomethingNewerWasNoted()
    {
        _offsets.Note(0, 3);
        _offsets.Note(1, 8);
        Send();
        _offsets.Note(1, 9);
        Answer(ErrorCode.GroupCoordinatorNotAvailable);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Send();
        Assert.Equal(["0 at 3", "1 at 9"], Sent(1));
    }

    [Fact]
    public void Send_ClientRefuses_KeepsThemForTheNextTime()
    {
        _offsets.Note(0, 3);
        _offsets.Send(_ => throw new KafkaException(ErrorCode.Local_State));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Send();
        Assert.Equal(["0 at 3"], Sent(0));
    }

    [Fact]
    public void Send_LastTime_WaitsForNothing()
    {
        _offsets.Note(0, 3);
        Send();
        _offsets.Note(0, 4);
        _offsets.Send(_sent.Add, isLast: true);
        Assert.Equal(["0 at 4"], Sent(1));
    }

    private void Send() => _offsets.Send(_sent.Add);

    private IEnumerable<string> Sent(int index) =>
        _sent[index].Select(offset => $"{offset.Partition.Value} at {offset.Offset.Value}").Order();

    private void Answer(ErrorCode code) => _offsets.Answered(new CommittedOffsets(
        [.. _sent[^1].Select(offset => new TopicPartitionOffsetError(offset, code))], ErrorCode.NoError));
}
