namespace Tripline.Tests.Unit.Streams;

public sealed class RetentionTests : IDisposable
{
    private const long Segment = 1 << 20;
    private readonly LogFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2 * Segment, long.MaxValue, 3)]
    [InlineData(2 * Segment, (2 * Segment) + 5, 2)]
    [InlineData(2 * Segment, 100, 0)]
    [InlineData(0, long.MaxValue, 0)]
    [InlineData(100 * Segment, long.MaxValue, 0)]
    public async Task Trim_BySize_DropsWholeFilesThatNoCheckpointNeeds(long retention, long checkpoint, int firstKept)
    {
        var options = _folder.Options();
        options.RetentionBytes = retention;
        options.RetentionAge = TimeSpan.Zero;
        await using var log = LogFolder.Open(options, _clock);
        await FillAsync(log);
        log.Trim(0, Math.Min(checkpoint, log.Range(0).End));
        Assert.Equal(firstKept == 0 ? 64 : firstKept * Segment, log.Range(0).Begin);
        var left = LogFolder.ReadAll(log);
        Assert.Empty(left.Damage);
        Assert.Equal(199_999, left.Ticks[^1].Sequence);
    }

    [Fact]
    public async Task Trim_ByAge_DropsAllFilesButTheNewest()
    {
        var options = _folder.Options();
        options.RetentionBytes = 0;
        options.RetentionAge = TimeSpan.FromDays(7);
        await using var log = LogFolder.Open(options, _clock);
        await FillAsync(log);
        log.Trim(0, log.Range(0).End);
        Assert.Equal(64, log.Range(0).Begin);
        _clock.Advance(DateTimeOffset.MaxValue - _clock.GetUtcNow() - TimeSpan.FromDays(1));
        log.Trim(0, log.Range(0).End);
        Assert.Equal(log.Range(0).End / Segment * Segment, log.Range(0).Begin);
    }

    [Fact]
    public async Task Open_AfterTrim_GoesOnWithTheRunningCount()
    {
        var options = _folder.Options();
        options.RetentionBytes = Segment;
        await using (var log = LogFolder.Open(options))
        {
            await FillAsync(log);
            log.Trim(0, log.Range(0).End);
        }

        await using var again = LogFolder.Open(options);
        Assert.Equal(200_000, again.Range(0).TickCount);
        Assert.True(again.Range(0).Begin > Segment);
        await LogFolder.Appender(again).AppendAsync(LogFolder.Ticks(200_000, 1), CancellationToken.None);
        Assert.Equal(200_000, LogFolder.ReadAll(again).Ticks[^1].Sequence);
    }

    private static async Task FillAsync(Tripline.Streams.Log.EmbeddedTickLog log)
    {
        var appender = LogFolder.Appender(log);
        for (var n = 0; n < 200_000; n += 10_000)
        {
            await appender.AppendAsync(LogFolder.Ticks(n, 10_000), 100, CancellationToken.None);
        }

        // About 5 MiB in files of 1 MiB.
        Assert.InRange(log.Range(0).End, 4 * Segment, 10 * Segment);
    }
}
