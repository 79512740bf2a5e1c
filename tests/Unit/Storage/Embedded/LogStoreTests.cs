using Tripline.Storage.Embedded.Log;

namespace Tripline.Tests.Storage.Embedded;

public sealed class LogStoreTests : IDisposable
{
    private const int Keys = 200;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Write_RandomChangesAndRestarts_EqualsADictionary(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<int, byte[]>();
        var store = await StoreUnderTest.OpenAsync(_folder.Path);
        for (var round = 0; round < 300; round++)
        {
            var batch = new LogBatch();
            for (var change = random.Next(1, 30); change > 0; change--)
            {
                Change(random, batch, model);
            }

            await store.WriteAsync(batch, TestContext.Current.CancellationToken);
            if (random.Next(30) == 0)
            {
                await store.DisposeAsync();
                store = await StoreUnderTest.OpenAsync(_folder.Path);
                Assert.Equal(0, store.DamagedStretches);
                store.AssertHolds(model, Keys);
            }
        }

        store.AssertHolds(model, Keys);
        Assert.True(store.State.Begin > Appender.FirstAddress, "compaction has run");
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Write_ManyWritersWhileCompacting_EachReadsItsOwnAndNothingIsLost()
    {
        var models = new Dictionary<int, byte[]>[8];
        await using (var store = await StoreUnderTest.OpenAsync(_folder.Path))
        {
            await Parallel.ForAsync(0, models.Length, TestContext.Current.CancellationToken, async (writer, _) =>
            {
                var random = new Random(writer);
                var model = models[writer] = [];
                for (var i = 0; i < 400; i++)
                {
                    var key = (random.Next(25) * models.Length) + writer;
                    if (random.Next(5) == 0)
                    {
                        await store.DeleteAsync(key);
                        model.Remove(key);
                    }
                    else
                    {
                        await store.PutAsync(key, model[key] = StoreUnderTest.Value(i, random.Next(2000)));
                    }

                    Assert.Equal(model.GetValueOrDefault(key), store.Get(key));
                }
            });
            Assert.True(store.State.Begin > Appender.FirstAddress, "compaction has run");
        }

        await using var again = await StoreUnderTest.OpenAsync(_folder.Path);
        again.AssertHolds(models.SelectMany(model => model).ToDictionary(), Keys);
    }

    [Fact]
    public async Task Compaction_MostIsSuperseded_LogStaysShort()
    {
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path);
        await store.PutAsync(0, StoreUnderTest.Value(0, 1000));
        for (var i = 0; i < 2000; i++)
        {
            await store.PutAsync(1 + (i % 10), StoreUnderTest.Value(i, 1000));
        }

        await StoreUnderTest.EventuallyAsync(
            () => store.State.Tail - store.State.Begin < 4 * StoreUnderTest.Small.SegmentBytes, "the log is short");
        Assert.Equal(StoreUnderTest.Value(0, 1000), store.Get(0));
        Assert.True(Directory.GetFiles(_folder.Path).Length <= 5);
    }

    [Fact]
    public async Task Write_LongestValue_IsKept_LongerIsRefused()
    {
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path);
        var longest = StoreUnderTest.Value(1, store.MaxValueBytes(StoreUnderTest.Key(1).Length));
        await store.PutAsync(1, longest);
        Assert.Equal(longest, store.Get(1));
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync(1, new byte[longest.Length + 1]));
        Assert.Equal(longest, store.Get(1));
    }

    [Fact]
    public async Task Write_SameKeyTwiceInABatch_TheLaterWins()
    {
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path);
        var batch = new LogBatch();
        batch.Put(StoreUnderTest.Key(1), [1]);
        batch.Delete(StoreUnderTest.Key(1));
        batch.Put(StoreUnderTest.Key(2), [2]);
        batch.Put(StoreUnderTest.Key(2), [3]);
        await store.WriteAsync(batch, TestContext.Current.CancellationToken);
        Assert.Null(store.Get(1));
        Assert.Equal([3], store.Get(2));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Write_DeletionOfNothing_WritesNothing()
    {
        await using var store = await StoreUnderTest.OpenAsync(_folder.Path);
        var tail = store.State.Tail;
        await store.DeleteAsync(1);
        Assert.Equal(tail, store.State.Tail);
    }

    [Fact]
    public async Task Write_AfterDispose_Throws()
    {
        var store = await StoreUnderTest.OpenAsync(_folder.Path);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.PutAsync(1, [1]));
    }

    private static void Change(Random random, LogBatch batch, Dictionary<int, byte[]> model)
    {
        var key = random.Next(Keys);
        if (random.Next(4) == 0)
        {
            model.Remove(key);
            batch.Delete(StoreUnderTest.Key(key));
        }
        else
        {
            model[key] = StoreUnderTest.Value(random.Next(), random.Next(20) == 0 ? random.Next(9000) : random.Next(200));
            batch.Put(StoreUnderTest.Key(key), model[key]);
        }
    }
}
