using Tripline.Streams.Kafka;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class FetchLevelTests
{
    private readonly FetchLevel _level = new(new KafkaOptions { MaxFetchedRecords = 1_000, MaxFetchedBytes = 80_000 });

    [Fact]
    public void Queue_WasNeverFull_ClientIsNotWoken()
    {
        Assert.False(_level.Passes(count: 10, bytes: 100, left: 700));
        Assert.False(_level.Passes(count: 10, bytes: 100, left: 0));
    }

    [Fact]
    public void Queue_WasFullOfRecordsAndIsHalfEmpty_ClientIsWokenOnce()
    {
        Assert.False(_level.Passes(count: 10, bytes: 100, left: 900));
        Assert.False(_level.Passes(count: 10, bytes: 100, left: 600));
        Assert.True(_level.Passes(count: 10, bytes: 100, left: 499));
        Assert.False(_level.Passes(count: 10, bytes: 100, left: 400));
    }

    [Fact]
    public void Queue_WasFullOfBytesAndIsHalfEmpty_ClientIsWoken()
    {
        Assert.False(_level.Passes(count: 1, bytes: 1_000, left: 70));
        Assert.True(_level.Passes(count: 1, bytes: 1_000, left: 39));
    }
}
