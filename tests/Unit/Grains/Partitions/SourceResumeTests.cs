using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

public sealed class SourceResumeTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LastSequence_CrashBetweenThePartitionsOfABatch_SourceGoesOnWithoutAGap()
    {
        var ticks = Enumerable.Range(1, 3_000).Select(n => LogFolder.Tick(n, $"S{n % 50}", "feed")).ToArray();
        var store = new MemoryCheckpoints();
        await using var first = new TenureBench(4, _folder, store);
        await first.AppendAsync(ticks[..1_000]);
        // The second batch reaches only some of the partitions before the crash.
        first.Log.Files(1).Fault = _ => throw new IOException("gone");
        first.Log.Files(3).Fault = _ => throw new IOException("gone");
        await Assert.ThrowsAsync<IOException>(() => first.AppendAsync(ticks[1_000..2_000]));

        using var crashed = _folder.Crash();
        await using var again = new TenureBench(4, crashed, store);
        await again.StartAsync();
        var last = await again.Appender.LastSequenceAsync("feed", CancellationToken.None);
        Assert.Equal(1_000, last);
        await again.AppendAsync(ticks[(int)last!.Value..2_000]);
        await again.AppendAsync(ticks[2_000..]);
        await Until.TrueAsync(() => again.Symbols.TakenCount == 3_000);
        foreach (var symbol in ticks.GroupBy(t => t.Symbol))
        {
            Assert.Equal(symbol.Select(t => t.Size), again.Symbols.Taken(symbol.Key).Select(t => t.Size));
        }

        Assert.True(again.Partitions.Statuses.Sum(s => s.DroppedRepeats) > 0);
    }

    [Fact]
    public async Task LastSequence_AfterACheckpoint_IsKept()
    {
        var store = new MemoryCheckpoints();
        await using (var bench = new TenureBench(2, _folder, store))
        {
            await bench.StartAsync();
            await bench.AppendAsync([.. Enumerable.Range(1, 100).Select(n => LogFolder.Tick(n, $"S{n % 9}", "feed"))]);
            await bench.AppendAsync([.. Enumerable.Range(101, 100).Select(n => LogFolder.Tick(n, $"S{n % 9}", "feed"))]);
            await Until.TrueAsync(() => bench.Symbols.TakenCount == 200);
            await bench.StopAsync();
        }

        await using var again = new TenureBench(2, _folder, store);
        await again.StartAsync();
        Assert.Equal(100, await again.Appender.LastSequenceAsync("feed", CancellationToken.None));
        Assert.Null(await again.Appender.LastSequenceAsync("other", CancellationToken.None));
        Assert.Equal(0, again.Symbols.TakenCount);
    }

    [Fact]
    public async Task LastSequence_PartitionsAreBehind_WaitsForThem()
    {
        await using (var log = _folder.Open())
        {
            await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(1, 10, source: "feed"), CancellationToken.None);
        }

        await using var bench = new TenureBench(folder: _folder);
        var held = new TaskCompletionSource();
        bench.Symbols.Before = (_, _) => held.Task;
        await bench.StartAsync();
        var asked = bench.Appender.LastSequenceAsync("feed", CancellationToken.None).AsTask();
        await Until.TrueAsync(() => bench.Status.EndOffset > 64);
        Assert.False(asked.IsCompleted);
        held.SetResult();
        Assert.Equal(0, await asked);
    }
}
