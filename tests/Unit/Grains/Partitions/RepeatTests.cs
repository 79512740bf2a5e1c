using System.Reflection;
using Tripline.Grains.Partitions;
using Tripline.Sources.Text;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>What came before is told per source, symbol and session by a rising sequence, or by an id.</summary>
public sealed class RepeatTests : IDisposable
{
    private const long Day = 24 * 60 * 60 * 1_000L;
    private const long T = 1_700_000_000_000;

    private readonly LogFolder _folder = new();
    private readonly MemoryCheckpoints _store = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sequence_CountsPerSymbol_NothingIsLost()
    {
        await using var bench = await StartAsync();
        var ticks = (from k in Enumerable.Range(0, 10)
                     from j in Enumerable.Range(0, 3)
                     select new Tick($"S{k}", 100 + j, 1, T + j, "binance", ((10 - k) * 1_000_000) + j)).ToArray();
        Assert.Empty(await bench.PostAsync(ticks));
        await Until.TrueAsync(() => bench.Symbols.TakenCount == 30);
        Assert.Equal([0, 1, 2, 3, 4, 5], await bench.PostAsync(ticks[..6]));
        Assert.Equal(0, bench.Partitions.Statuses.Sum(status => status.DroppedRepeats));
    }

    [Fact]
    public async Task Session_Another_BeginsAnew()
    {
        await using var bench = await StartAsync();
        Assert.Empty(await bench.PostAsync(One(5), One(6)));
        Assert.Empty(await bench.PostAsync(One(1, "tuesday"), One(2, "tuesday")));
        Assert.Equal([0, 2], await bench.PostAsync(One(2, "tuesday"), One(3, "tuesday"), One(6), One(7)));
        await Until.TrueAsync(() => bench.Symbols.TakenCount == 6);
    }

    [Fact]
    public async Task Id_IsToldByEquality_InAnyOrderWithinADayOfMarketTime()
    {
        await using var bench = await StartAsync();
        Assert.Empty(await bench.PostAsync(Two("b", T), Two("a", T + 1), Two("9", T + 2)));
        Assert.Equal([0, 2], await bench.PostAsync(Two("9", T + 2), Two("8", T + 2), Two("a", T + 1)));
        Assert.Empty(await bench.PostAsync(Two("a", T + 1) with { Symbol = "OTHER" }, Two("a", T + 1) with { Source = "other" }));
        Assert.Empty(await bench.PostAsync(Two("a", T + Day + 2)));
        Assert.Equal([0], await bench.PostAsync(Two("a", T + Day + 2)));
        await Until.TrueAsync(() => bench.Symbols.TakenCount == 7);
    }

    [Fact]
    public async Task Repeat_InOnePostOrWithoutAClaim_IsDroppedAlike()
    {
        await using var bench = await StartAsync();
        Assert.Equal([1, 3], await bench.PostAsync(One(4), One(4), Two("x", T), Two("x", T)));
        await bench.AppendAsync(One(4), Two("x", T), One(3), One(5));
        await Until.TrueAsync(() => bench.Symbols.TakenCount == 3 && bench.Partitions.Statuses.Sum(s => s.DroppedRepeats) == 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Memory_AfterARestart_IsWhatItWas(bool isOrderly)
    {
        await using (var bench = await StartAsync())
        {
            await bench.PostAsync(One(5), One(9, "s"), Two("x", T), new Tick("OTHER", 1, 1, T, "feed", 2));
            await Until.TrueAsync(() => bench.Symbols.TakenCount == 4);
            // Without a checkpoint, the log is folded again.
            _store.Full = !isOrderly;
        }

        _store.Full = false;
        await using var again = await StartAsync();
        Assert.Equal(
            [0, 2, 4, 6],
            await again.PostAsync(
                One(5), One(6), One(9, "s"), One(10, "s"), Two("x", T), Two("y", T), new Tick("OTHER", 1, 1, T, "feed", 2)));
        Assert.Empty(await again.PostAsync(new Tick("NEW", 1, 1, T, "feed", 1)));
    }

    [Fact]
    public async Task Claims_OfTheSameSequences_TakeTurnsAndAFailedAppendLeavesNothingBehind()
    {
        await using var bench = await StartAsync();
        var claim = await bench.Claims.ClaimAsync(new[] { One(5) }, CancellationToken.None);
        var other = bench.PostAsync(One(5), One(6));
        Assert.Empty(await bench.PostAsync(One(5) with { Symbol = "FREE" }));
        Assert.False(other.IsCompleted);
        await claim.SettleAsync(isStored: false);
        Assert.Empty(await other);
        Assert.Equal([0, 1], await bench.PostAsync(One(5), One(6)));
    }

    [Fact]
    public async Task Partitions_ThatStillCatchUp_AreWaitedForOnceAltogether()
    {
        var clock = new ManualClock();
        var ticks = Enumerable.Range(0, 20).Select(n => new Tick($"S{n}", 1, 1, T, "feed", 5)).ToArray();
        await using var bench = new TenureBench(4, _folder, _store, clock);
        await bench.AppendAsync(ticks);
        var folding = new TaskCompletionSource();
        bench.Symbols.Before = (_, _) => folding.Task;
        await bench.StartAsync();

        var claiming = bench.Claims.ClaimAsync(ticks, CancellationToken.None).AsTask();
        Assert.False(claiming.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));
        var claim = await claiming.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await claim.SettleAsync(isStored: false);
        folding.SetResult();
        await bench.WhenCaughtUpAsync();
    }

    [Fact]
    public async Task Partition_NotHeldWhileTheStoreIsAway_ClaimsNothingAndRefusesNothing()
    {
        await using var bench = new TenureBench(1, _folder, _store);
        var claims = new TickRepeats(bench.Partitions, DispatchProxy.Create<IGrainFactory, StoreIsAway>(), TimeProvider.System);

        var claim = await claims.ClaimAsync(new[] { One(5) }, CancellationToken.None);

        Assert.Empty(claim.Repeated);
        await claim.SettleAsync(isStored: true);
    }

    [Fact]
    public async Task Sources_ManyWithManySessionsAndSymbols_AreKeptApartOverARestart()
    {
        var ticks = (from source in Enumerable.Range(0, 100)
                     from symbol in Enumerable.Range(0, 30)
                     select new Tick($"S{symbol}", 1, 1, T, $"source-{source}", 5, source % 2 == 0 ? null : $"session-{symbol % 3}"))
            .ToArray();
        await using (var bench = await StartAsync())
        {
            Assert.Empty(await bench.PostAsync(ticks));
            await Until.TrueAsync(() => bench.Symbols.TakenCount == ticks.Length);
        }

        await using var again = await StartAsync();
        Assert.Equal(Enumerable.Range(0, ticks.Length), await again.PostAsync(ticks));
        Assert.Empty(await again.PostAsync([.. ticks.Select(tick => tick with { Sequence = 6 })]));
    }

    [Fact]
    public void Sessions_BeyondTheLimit_TheOneUsedLongestAgoIsForgotten()
    {
        var sources = new SourceProgress();
        var symbol = sources.Symbols.Number("SPY"u8);
        for (var n = 0; n <= 4_096; n++)
        {
            sources.Begin("feed"u8, BitConverter.GetBytes(n + 1_000_000), -1);
            Assert.True(sources.TryTake(symbol, 1));
        }

        sources.Begin("feed"u8, BitConverter.GetBytes(1_004_096), -1);
        Assert.False(sources.TryTake(symbol, 1));
        sources.Begin("feed"u8, BitConverter.GetBytes(1_000_000), -1);
        Assert.True(sources.TryTake(symbol, 1));
    }

    [Fact]
    public void Ids_BeyondTheLimit_TheFirstAreForgotten()
    {
        var sources = new SourceProgress(maxIds: 1_024);
        sources.Begin("feed"u8, default, -1);
        var symbol = sources.Symbols.Number("SPY"u8);
        for (var n = 1; n <= 2_000; n++)
        {
            Assert.True(sources.TryTake(symbol, Tick.NoSequence, "feed"u8, (UInt128)n, T));
        }

        Assert.False(sources.TryTake(symbol, Tick.NoSequence, "feed"u8, 2_000, T));
        Assert.False(sources.TryTake(symbol, Tick.NoSequence, "feed"u8, 977, T));
        Assert.True(sources.TryTake(symbol, Tick.NoSequence, "feed"u8, 976, T));
    }

    [Fact]
    public void Checkpoint_OfAnOlderVersion_DropsWhatASourceOfOneRisingSequenceSendsAgain()
    {
        var sources = new SourceProgress();
        sources.Load(new Dictionary<string, long> { ["file"] = 90, ["file\u001fcomplete"] = 70 });
        sources.Begin("file"u8, default, 70);
        Assert.False(sources.TryTake(sources.Symbols.Number("A"u8), 80));
        Assert.True(sources.TryTake(sources.Symbols.Number("A"u8), 91));

        // Going back, it is not one whose sequence rises over all symbols.
        sources.Begin("file"u8, default, 20);
        Assert.True(sources.TryTake(sources.Symbols.Number("B"u8), 21));
    }

    private static Tick One(long sequence, string? session = null) => new("SPY", 100, 1, T, "feed", sequence, session);

    private static Tick Two(string id, long timeMs) =>
        new("SPY", 100, 1, timeMs, "feed", Tick.NoSequence, null, TickJson.Hash(System.Text.Encoding.UTF8.GetBytes(id)));

    private async Task<TenureBench> StartAsync()
    {
        var bench = new TenureBench(4, _folder, _store);
        await bench.StartAsync();
        await bench.WhenCaughtUpAsync();
        return bench;
    }

    /// <summary>As an activation that cannot read its checkpoint.</summary>
    public class StoreIsAway : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
            throw new IOException("The database cannot be reached.");
    }
}
