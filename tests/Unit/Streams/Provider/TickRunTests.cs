using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Unit.Streams.Provider;

public sealed class TickRunTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, null)]
    [InlineData(30, "feed")]
    public async Task GetEvents_OfTicks_AreThoseAppendedEachAtItsPosition(int ticksPerRecord, string? source)
    {
        await using var log = _folder.Open();
        Tick[] ticks = [.. LogFolder.Ticks(1, 50, source: source), .. LogFolder.Ticks(51, 50, "IBM", source)];
        var run = await ReadAsync(log, ticks, ticksPerRecord);

        var events = new TickRun(0, log.Range(0).Begin, run).GetEvents<Tick>().ToList();

        Assert.Equal(
            ticks.Select(tick => (tick.Symbol, tick.Price, tick.Size, tick.TimeMs, tick.Source)),
            events.Select(one => (one.Item1.Symbol, one.Item1.Price, one.Item1.Size, one.Item1.TimeMs, one.Item1.Source)));
        var tokens = events.ConvertAll(one => one.Item2);
        Assert.Equal(tokens.Order(Comparer<StreamSequenceToken>.Create((a, b) => a.CompareTo(b))), tokens);
        Assert.Equal(100, tokens.Distinct().Count());
    }

    [Fact]
    public void GetEvents_OfRuns_IsTheRunItselfWithTheTokenAfterIt()
    {
        var run = TickRun.Empty(3, 500);
        var one = Assert.Single(run.GetEvents<TickRun>());
        Assert.Same(run, one.Item1);
        Assert.Equal(TickStreams.Before(500), one.Item2);
        Assert.Equal(TickStreams.Of(3), run.StreamId);
        Assert.Empty(run.GetEvents<Tick>());
        Assert.Empty(run.GetEvents<string>());
    }

    [Fact]
    public async Task Serializer_TakesARunToAnotherSilo_WithAllThatIsInIt()
    {
        await using var log = _folder.Open();
        var read = await ReadAsync(log, LogFolder.Ticks(1, 100, source: "feed"), ticksPerRecord: 9);
        read.Add(new LogDamage(5, 9, "It is torn."));
        read.Reject(Task.CompletedTask);
        var run = new TickRun(3, 64, read);
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var bytes = serializer.SerializeToArray(run);
        var copy = serializer.Deserialize<TickRun>(bytes);

        Assert.Equal((3, 64L, run.NextOffset), (copy!.Partition, copy.From, copy.NextOffset));
        Assert.Equal(read.TickCount, copy.Records!.TickCount);
        Assert.Equal(run.GetEvents<Tick>().ToList(), copy.GetEvents<Tick>().ToList());
        Assert.Equal(read.Damage, copy.Records.Damage);
        Assert.Equal(1, copy.Records.RejectedCount);
        // Not the whole buffer.
        Assert.InRange(bytes.Length, 100, 20_000);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("4")]
    [InlineData("SPY")]
    [InlineData("")]
    public void Mapper_StreamOfNoPartition_IsRefused(string key)
    {
        var mapper = new TickQueueMapper(4);
        var error = Assert.Throws<ArgumentException>(() => mapper.GetQueueForStream(StreamId.Create(TickStreams.Name, key)));
        Assert.Contains("0 to 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mapper_StreamOfAPartition_HasAQueueOfItsOwn()
    {
        var mapper = new TickQueueMapper(4);
        Assert.Equal(
            [0, 1, 2, 3],
            Enumerable.Range(0, 4).Select(n => TickQueueMapper.PartitionOf(mapper.GetQueueForStream(TickStreams.Of(n)))));
        Assert.Equal(4, mapper.GetAllQueues().Distinct().Count());
    }

    private static async Task<RecordRun> ReadAsync(EmbeddedTickLog log, Tick[] ticks, int ticksPerRecord)
    {
        await LogFolder.Appender(log).AppendAsync(ticks, ticksPerRecord, CancellationToken.None);
        using var reader = log.OpenReader(0, log.Range(0).Begin);
        var run = new RecordRun(1 << 20, 1_000);
        Assert.True(reader.TryRead(run));
        return run;
    }
}
