using Tripline.Storage.Embedded.Log;

namespace Tripline.Tests.Storage.Embedded;

public sealed class LogStoreCrashTests : IDisposable
{
    private const int Keys = 60;
    private static readonly LogOptions NoCompaction = StoreUnderTest.Small with { CompactionFloorBytes = long.MaxValue };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_CutAnywhere_HoldsWholeBatchesUpToTheCut(bool garbageBehind)
    {
        var (states, ends) = await WriteBatchesAsync(40, new Random(1));
        var random = new Random(2);
        for (var round = 0; round < 60; round++)
        {
            using var copy = _folder.Copy();
            var cut = round == 0 ? ends[^1] : random.NextInt64(Appender.FirstAddress, ends[^1] + 1);
            Overwrite(copy.Path, cut, ends[^1], garbageBehind ? random : null);

            var whole = ends.FindLastIndex(end => end <= cut);
            await using var store = await StoreUnderTest.OpenAsync(copy.Path, NoCompaction);
            store.AssertHolds(states[whole], Keys);

            // What was cut off must not come back, whatever is written over it.
            await store.PutAsync(0, [1, 2, 3]);
            await store.DisposeAsync();
            await using var again = await StoreUnderTest.OpenAsync(copy.Path, NoCompaction);
            Assert.Equal(0, again.DamagedStretches);
            again.AssertHolds(new Dictionary<int, byte[]>(states[whole]) { [0] = [1, 2, 3] }, Keys);
        }
    }

    [Fact]
    public async Task Open_BytesDamagedAnywhere_OnlyTheDamagedRecordIsLost()
    {
        var model = new Dictionary<int, byte[]>();
        var places = new List<(long Start, long End)>();
        await using (var store = await StoreUnderTest.OpenAsync(_folder.Path, NoCompaction))
        {
            for (var key = 0; key < Keys; key++)
            {
                var start = store.State.Tail;
                await store.PutAsync(key, model[key] = StoreUnderTest.Value(key, key * 67 % 5000));
                places.Add((start, store.State.Tail));
            }
        }

        var random = new Random(3);
        for (var round = 0; round < 60; round++)
        {
            using var copy = _folder.Copy();
            var at = random.NextInt64(Appender.FirstAddress, places[^1].End);
            var length = random.Next(1, 40);
            Overwrite(copy.Path, at, at + length, round % 2 == 0 ? random : null);

            await using var store = await StoreUnderTest.OpenAsync(copy.Path, NoCompaction);
            for (var key = 0; key < Keys; key++)
            {
                var touched = places[key].Start < at + length && at < places[key].End;
                var read = store.Get(key);
                Assert.True(
                    read is null ? touched : read.AsSpan().SequenceEqual(model[key]),
                    $"round {round}: key {key} at {places[key]}, damage from {at} of {length} bytes");
            }
        }
    }

    [Fact]
    public async Task Open_DamageInABatch_DropsThatBatchWholeAndKeepsTheRest()
    {
        var (states, ends) = await WriteBatchesAsync(3, new Random(5), sameKeys: false);
        Overwrite(_folder.Path, ends[1] + 300, ends[1] + 301, new Random(6));
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path, NoCompaction);
        Assert.Equal(1, store.DamagedStretches);
        var lost = states[2].Keys.Except(states[1].Keys).ToList();
        Assert.NotEmpty(lost);
        store.AssertHolds(states[3].Where(entry => !lost.Contains(entry.Key)).ToDictionary(), Keys);
    }

    [Fact]
    public async Task Open_BatchLargerThanManyFiles_IsAllOrNothing()
    {
        long before;
        await using (var store = await StoreUnderTest.OpenAsync(_folder.Path, NoCompaction))
        {
            await store.PutAsync(0, [7]);
            before = store.State.Tail;
            var batch = new LogBatch();
            for (var key = 0; key < Keys; key++)
            {
                batch.Put(StoreUnderTest.Key(key), StoreUnderTest.Value(key, 10_000));
            }

            await store.WriteAsync(batch, TestContext.Current.CancellationToken);
        }

        using var cut = _folder.Copy();
        var end = Directory.GetFiles(cut.Path).Length * StoreUnderTest.Small.SegmentBytes;
        Assert.True(end > 5 * StoreUnderTest.Small.SegmentBytes);
        Overwrite(cut.Path, before + ((end - before) / 2), end, null);
        await using var torn = await StoreUnderTest.OpenAsync(cut.Path, NoCompaction);
        torn.AssertHolds(new Dictionary<int, byte[]> { [0] = [7] }, Keys);
        await using var whole = await StoreUnderTest.OpenAsync(_folder.Path, NoCompaction);
        whole.AssertHolds(
            Enumerable.Range(0, Keys).ToDictionary(key => key, key => StoreUnderTest.Value(key, 10_000)), Keys);
    }

    [Fact]
    public async Task Open_FolderCopiedWhileWritingAndCompacting_HoldsAllThatWasAcknowledged()
    {
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path);
        var acknowledged = new int[Keys];
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var version = 1; !stop.IsCancellationRequested; version++)
            {
                for (var key = writer; key < Keys; key += 4)
                {
                    await store.PutAsync(key, Versioned(version));
                    Volatile.Write(ref acknowledged[key], version);
                }
            }
        }, TestContext.Current.CancellationToken)).ToArray();

        for (var round = 0; round < 15; round++)
        {
            var begin = store.State.Begin;
            var atLeast = acknowledged.ToArray();
            using var copy = TryCopy();
            if (copy is not null)
            {
                await using var copied = await StoreUnderTest.OpenAsync(copy.Path);
                for (var key = 0; key < Keys; key++)
                {
                    var version = copied.Get(key) is { } value ? BitConverter.ToInt32(value) : 0;
                    Assert.True(version >= atLeast[key], $"key {key}: {version} of {atLeast[key]}");
                }
            }

            await StoreUnderTest.EventuallyAsync(() => store.State.Begin > begin, "compaction goes on");
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    private static byte[] Versioned(int version) => [.. BitConverter.GetBytes(version), .. new byte[700]];

    private TemporaryFolder? TryCopy()
    {
        try
        {
            return _folder.Copy();
        }
        catch (IOException)
        {
            // Compaction removed a file between its listing and its copy: no crash leaves such a state.
            return null;
        }
    }

    private async Task<(List<Dictionary<int, byte[]>> States, List<long> Ends)> WriteBatchesAsync(
        int count, Random random, bool sameKeys = true)
    {
        var states = new List<Dictionary<int, byte[]>> { new() };
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path, NoCompaction);
        var ends = new List<long> { store.State.Tail };
        for (var i = 0; i < count; i++)
        {
            var state = new Dictionary<int, byte[]>(states[^1]);
            var batch = new LogBatch();
            for (var change = random.Next(1, 12) + (sameKeys ? 0 : 2); change > 0; change--)
            {
                var key = sameKeys ? random.Next(Keys) : state.Count;
                if (sameKeys && random.Next(4) == 0)
                {
                    state.Remove(key);
                    batch.Delete(StoreUnderTest.Key(key));
                }
                else
                {
                    state[key] = StoreUnderTest.Value(random.Next(), random.Next(1500));
                    batch.Put(StoreUnderTest.Key(key), state[key]);
                }
            }

            await store.WriteAsync(batch, TestContext.Current.CancellationToken);
            states.Add(state);
            ends.Add(store.State.Tail);
        }

        return (states, ends);
    }

    private static void Overwrite(string folder, long from, long to, Random? random)
    {
        for (var address = from; address < to; address++)
        {
            var segment = address / StoreUnderTest.Small.SegmentBytes;
            var path = Path.Combine(folder, $"store.{segment}");
            if (!File.Exists(path))
            {
                return;
            }

            var offset = address % StoreUnderTest.Small.SegmentBytes;
            var length = (int)Math.Min(to - address, StoreUnderTest.Small.SegmentBytes - offset);
            var bytes = new byte[length];
            random?.NextBytes(bytes);
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            RandomAccess.Write(file, bytes, offset);
            address += length - 1;
        }
    }
}
