using Tripline.Streams.Log;

namespace Tripline.Tests.Unit.Streams;

public sealed class LogDamageTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Open_RandomBytesOverwritten_DeliversEveryRecordThatIsIntact(int seed)
    {
        var random = new Random(seed);
        var offsets = await FillAsync(records: 20_000);
        var hit = new HashSet<int>();
        for (var n = 0; n < 30; n++)
        {
            var garbage = new byte[random.Next(1, 200)];
            random.NextBytes(garbage);
            var at = random.NextInt64(LogFrame.FirstAddress, offsets[^1].End - garbage.Length);
            at = Math.Min(at, ((at >> 20) + 1 << 20) - garbage.Length);
            _folder.Overwrite(at, garbage);
            for (var record = 0; record < offsets.Count; record++)
            {
                if (offsets[record].Start < at + garbage.Length && offsets[record].End > at)
                {
                    hit.Add(record);
                }
            }
        }

        await using var log = _folder.Open();
        var (ticks, damage) = LogFolder.ReadAll(log);
        var expected = Enumerable.Range(0, offsets.Count).Where(n => !hit.Contains(n)).Select(n => (long)n);
        Assert.Empty(expected.Except(ticks.Select(t => t.Sequence)));
        Assert.Equal(ticks.Select(t => t.Sequence).Distinct().Order(), ticks.Select(t => t.Sequence));
        Assert.NotEmpty(damage);
        Assert.Equal(offsets.Count, log.Range(0).TickCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(40_000)]
    [InlineData(int.MaxValue)]
    public async Task Open_LengthOfARecordIsWrong_LosesOnlyThatOne(int length)
    {
        var offsets = await FillAsync(records: 5_000);
        _folder.Overwrite(offsets[1_000].Start, BitConverter.GetBytes(length));
        await using var log = _folder.Open();
        var (ticks, damage) = LogFolder.ReadAll(log);
        Assert.Equal(Enumerable.Range(0, 5_000).Where(n => n != 1_000).Select(n => (long)n), ticks.Select(t => t.Sequence));
        var only = Assert.Single(damage);
        Assert.Equal(offsets[1_000], (only.From, only.Until));
    }

    [Fact]
    public async Task Open_ZeroedSectors_AreReported()
    {
        var offsets = await FillAsync(records: 40_000);
        var page = 1L << 20;
        _folder.Overwrite(page, new byte[page / 2]);
        await using var log = _folder.Open();
        var (ticks, damage) = LogFolder.ReadAll(log);
        var intact = offsets.Count(o => o.End <= page || o.Start >= page + (page / 2));
        Assert.Equal(intact, ticks.Count);
        Assert.NotEmpty(damage);
    }

    [Fact]
    public async Task Open_LastRecordDamagedAfterAnOrderlyStop_KeepsItsPlace()
    {
        var offsets = await FillAsync(records: 100);
        _folder.Overwrite(offsets[^1].Start + 30, [1, 2, 3, 4]);
        await using var log = _folder.Open();
        Assert.Equal(offsets[^1].End, log.Range(0).End);
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(100, 1), CancellationToken.None);
        var (ticks, damage) = LogFolder.ReadAll(log);
        Assert.Equal([.. Enumerable.Range(0, 99).Select(n => (long)n), 100L], ticks.Select(t => t.Sequence));
        Assert.Single(damage);
    }

    [Fact]
    public async Task Open_TornLastWriteAfterACrash_EndsBeforeItAndWritesOver()
    {
        await using var running = _folder.Open();
        var appender = LogFolder.Appender(running);
        await appender.AppendAsync(LogFolder.Ticks(0, 100), 1, CancellationToken.None);
        var durable = running.Range(0).End;
        await appender.AppendAsync(LogFolder.Ticks(100, 50), 1, CancellationToken.None);
        using var crashed = _folder.Crash();
        // The first record of the last commit did not reach the disk, the others did.
        crashed.Overwrite(durable, new byte[40]);
        for (var start = 0; start < 2; start++)
        {
            await using var log = crashed.Open();
            Assert.Equal(100 + start, log.Range(0).TickCount);
            await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(1_000 + start, 1), CancellationToken.None);
            var (ticks, damage) = LogFolder.ReadAll(log);
            Assert.Empty(damage);
            Assert.Equal(101 + start, ticks.Count);
        }
    }

    [Fact]
    public async Task Open_CrashAtAnyByteOfTheLastWrite_KeepsAllThatWasAcknowledged()
    {
        await using var running = _folder.Open();
        var appender = LogFolder.Appender(running);
        await appender.AppendAsync(LogFolder.Ticks(0, 10), 1, CancellationToken.None);
        var durable = running.Range(0).End;
        await appender.AppendAsync(LogFolder.Ticks(10, 3), 1, CancellationToken.None);
        var end = running.Range(0).End;
        for (var cut = durable; cut < end; cut += 7)
        {
            using var crashed = _folder.Crash();
            crashed.Overwrite(cut, new byte[end - cut]);
            await using var log = crashed.Open();
            Assert.InRange(log.Range(0).TickCount, 10, 12);
            Assert.Equal(log.Range(0).TickCount, LogFolder.ReadAll(log).Ticks.Count);
        }
    }

    private async Task<List<(long Start, long End)>> FillAsync(int records)
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        for (var n = 0; n < records; n += 100)
        {
            await appender.AppendAsync(LogFolder.Ticks(n, 100), 1, CancellationToken.None);
        }

        var offsets = new List<(long, long)>();
        using var reader = log.OpenReader(0, log.Range(0).Begin);
        var run = new RecordRun(0, 1_000);
        while (reader.TryRead(run))
        {
            foreach (var slot in run.Records)
            {
                offsets.Add((slot.Offset, slot.Offset + 4 + ((slot.Length + 3) & ~3)));
            }
        }

        return offsets;
    }
}
