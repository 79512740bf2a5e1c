namespace Tripline.Tests.Storage.Embedded;

public sealed class LogStoreFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("write")]
    [InlineData("sync")]
    public async Task Write_DiskRefusesForAWhile_FailsClearlyLosesNothingAndGoesOn(string operation)
    {
        var refuses = false;
        void Fault(string what)
        {
            if (Volatile.Read(ref refuses) && what == operation)
            {
                throw new IOException("No space left on device.");
            }
        }

        var model = new Dictionary<int, byte[]>();
        await using (var store = await StoreUnderTest.OpenAsync(_folder.Path, fault: Fault))
        {
            for (var round = 0; round < 5; round++)
            {
                for (var key = 0; key < 20; key++)
                {
                    await store.PutAsync(key, model[key] = StoreUnderTest.Value(key + round, 3000));
                }

                Assert.True(store.Health.IsHealthy);
                Volatile.Write(ref refuses, true);
                var failed = await Task.WhenAll(Enumerable.Range(0, 30).Select(async key => await Record.ExceptionAsync(
                    () => store.PutAsync(key, StoreUnderTest.Value(key, 5000)))));
                Assert.All(failed, e => Assert.Contains("No space left", Assert.IsType<IOException>(e).Message, StringComparison.Ordinal));
                Assert.Contains(_folder.Path, failed[0]!.Message, StringComparison.Ordinal);
                Assert.False(store.Health.IsHealthy);
                Assert.Contains("Free some space", store.Health.Reason, StringComparison.Ordinal);
                store.AssertHolds(model, 30);

                Volatile.Write(ref refuses, false);
                await StoreUnderTest.EventuallyAsync(() => store.Health.IsHealthy, "the store is healthy by itself");
                store.AssertHolds(model, 30);
            }
        }

        await using var again = await StoreUnderTest.OpenAsync(_folder.Path);
        Assert.Equal(0, again.DamagedStretches);
        again.AssertHolds(model, 30);
    }

    [Fact]
    public async Task Write_DiskRefusesNowAndThen_AcknowledgedIsThereRefusedIsNot()
    {
        var random = new Random(11);
        void Fault(string what)
        {
            lock (random)
            {
                if (what != "cut" && random.Next(12) == 0)
                {
                    throw new IOException("The disk has hiccups.");
                }
            }
        }

        var models = new Dictionary<int, byte[]>[4];
        await using (var store = await StoreUnderTest.OpenAsync(_folder.Path, fault: Fault))
        {
            await Parallel.ForAsync(0, models.Length, TestContext.Current.CancellationToken, async (writer, _) =>
            {
                var model = models[writer] = [];
                for (var i = 0; i < 250; i++)
                {
                    var key = (i % 12 * models.Length) + writer;
                    var value = StoreUnderTest.Value((writer * 1000) + i, 100 + (i * 37 % 3000));
                    if (await Record.ExceptionAsync(() => store.PutAsync(key, value)) is null)
                    {
                        model[key] = value;
                    }

                    Assert.Equal(model.GetValueOrDefault(key), store.Get(key));
                }
            });
        }

        await using var again = await StoreUnderTest.OpenAsync(_folder.Path);
        Assert.Equal(0, again.DamagedStretches);
        again.AssertHolds(models.SelectMany(model => model).ToDictionary(), 48);
    }
}
