using Tripline.Streams;

namespace Tripline.Tests.Unit.Streams;

public sealed class EmbeddedTickLogTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_ManyBatches_AreReadInOrderWithRisingPositions()
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        for (var n = 0; n < 200; n++)
        {
            await appender.AppendAsync(LogFolder.Ticks(n * 100, 100), 1 + (n % 40), CancellationToken.None);
        }

        var (ticks, damage) = LogFolder.ReadAll(log);
        Assert.Empty(damage);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(n => (long)n), ticks.Select(t => t.Sequence));
        Assert.Equal(ticks.Select(t => t.Position).Distinct().Order(), ticks.Select(t => t.Position));
        Assert.Equal(20_000, log.Range(0).TickCount);
        Assert.True(log.Health.Writable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_AfterStopOrCrash_HoldsAllAndGoesOn(bool crash)
    {
        var folder = _folder;
        var expected = 0;
        for (var start = 0; start < 4; start++)
        {
            await using var log = folder.Open();
            Assert.Equal(expected, log.Range(0).TickCount);
            var appender = LogFolder.Appender(log);
            for (var n = 0; n < 30; n++)
            {
                var count = 1 + (n * 97);
                await appender.AppendAsync(LogFolder.Ticks(expected, count), 500, CancellationToken.None);
                expected += count;
            }

            Assert.Equal(Enumerable.Range(0, expected).Select(n => (long)n), LogFolder.ReadAll(log).Ticks.Select(t => t.Sequence));
            if (crash)
            {
                folder = folder.Crash();
            }
        }

        await using var last = folder.Open();
        var (ticks, damage) = LogFolder.ReadAll(last);
        Assert.Empty(damage);
        Assert.Equal(expected, ticks.Count);
        Assert.Equal(expected, last.Range(0).TickCount);
    }

    [Fact]
    public async Task Append_SeveralPartitions_EachSymbolIsInItsOwn()
    {
        await using var log = _folder.Open(4);
        Tick[] ticks = [.. Enumerable.Range(0, 400).Select(n => LogFolder.Tick(n, $"S{n % 40}"))];
        await LogFolder.Appender(log).AppendAsync(ticks, CancellationToken.None);
        var read = Enumerable.Range(0, 4).Select(p => LogFolder.ReadAll(log, p).Ticks).ToArray();
        Assert.Equal(400, read.Sum(list => list.Count));
        for (var partition = 0; partition < 4; partition++)
        {
            Assert.All(read[partition], tick => Assert.Equal(partition, SymbolPartition.Of(tick.Symbol, 4)));
            Assert.Equal(read[partition].Select(t => t.Sequence).Order(), read[partition].Select(t => t.Sequence));
        }
    }

    [Fact]
    public async Task Append_OneBatchLargerThanAPage_IsSplitIntoRecords()
    {
        await using var log = _folder.Open();
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 100_000), CancellationToken.None);
        Assert.Equal(100_000, LogFolder.ReadAll(log).Ticks.Count);
    }

    [Fact]
    public async Task Append_ManyCallersAtOnce_ShareCommits()
    {
        await using var log = _folder.Open();
        var syncs = 0;
        log.Files(0).Fault = what => syncs += what == "sync" ? 1 : 0;
        var appender = LogFolder.Appender(log);
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(n =>
            appender.AppendAsync(new[] { LogFolder.Tick(n) }, CancellationToken.None).AsTask()));
        Assert.Equal(2_000, log.Range(0).TickCount);
        Assert.InRange(syncs, 1, 1_000);
    }

    [Fact]
    public async Task Open_OtherPartitionCount_SaysBothNumbersAndWhatToDo()
    {
        await _folder.Open(4).DisposeAsync();
        var error = Assert.Throws<InvalidDataException>(() => _folder.Open(8));
        Assert.Contains("4 partitions", error.Message, StringComparison.Ordinal);
        Assert.Contains("8 are configured", error.Message, StringComparison.Ordinal);
        Assert.Contains("Configure 4 partitions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_SymbolThatCannotBeEncoded_AppendsNothingOfTheBatch()
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        Tick[] batch = [LogFolder.Tick(1), LogFolder.Tick(2) with { Symbol = "" }];
        await Assert.ThrowsAsync<ArgumentException>(() => appender.AppendAsync(batch, CancellationToken.None).AsTask());
        Assert.Equal(0, log.Range(0).TickCount);
        await appender.AppendAsync(LogFolder.Ticks(0, 10), CancellationToken.None);
        Assert.Equal(10, LogFolder.ReadAll(log).Ticks.Count);
    }

    [Fact]
    public async Task Append_AfterClose_Fails()
    {
        var log = _folder.Open();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(
            () => LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 1), CancellationToken.None).AsTask());
    }
}
