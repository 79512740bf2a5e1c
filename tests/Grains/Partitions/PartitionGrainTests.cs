using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>What a partition does when it, or one of its symbols, ends or fails: no tick is lost, no trigger comes twice.
/// </summary>
public sealed class PartitionGrainTests
{
    [Fact]
    public async Task Start_NothingInTheLog_AllPartitionsAreHeldWithoutATick()
    {
        await using var silo = await MarketSilo.StartAsync(new MarketSetup { Partitions = 4 });
        await Until.TrueAsync(() => silo.Partitions.Statuses.Count == 4);

        await silo.Append(Market.Ticks(0, 1, "NEVER-SEEN"));
        await silo.WhenFolded();

        Assert.Equal([0], (await silo.Symbol("NEVER-SEEN").GetTrades(10)).Select(trade => trade.Size));
        Assert.Equal(["NEVER-SEEN"], await silo.Directory.List(null, 10));
    }

    [Fact]
    public async Task Delivery_FailsLongerThanItMayTake_SameRunComesAgainAndNothingIsSkipped()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.PartitionOptions.DeliveryTimeout = TimeSpan.FromMilliseconds(100);
        await silo.Create("SPY", "price crosses 100");
        var gate = new TaskCompletionSource();
        silo.History.Gate = gate.Task;
        silo.History.Failures = 3;

        await silo.Append(Market.Ticks(0, 10, "SPY"));
        await silo.Append(Market.Ticks(10, 10, "SPY"));
        // Some deliveries time out meanwhile.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal(0, silo.Partitions.Statuses[0].TickCount);
        gate.SetResult();

        await silo.WhenFolded();
        await AllFoldedOnce(silo, 20);
    }

    [Fact]
    public async Task SymbolEnds_WithWhatNoCheckpointHolds_PartitionGoesOnAtTheCheckpoint()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Create("SPY", "price crosses 100");
        await silo.Append(Market.Ticks(0, 100, "SPY"));
        await silo.WhenFolded();
        var held = silo.Partitions.Statuses[0].Generation;

        await MarketSilo.Deactivate(silo.Symbol("SPY"));

        // Nothing new comes; it is taken up all the same.
        await Until.TrueAsync(() => silo.Partitions.Statuses is [var now] && now.Generation > held);
        await silo.WhenFolded();
        await AllFoldedOnce(silo, 100);
        await silo.Append(Market.Ticks(100, 100, "SPY"));
        await silo.WhenFolded();
        await AllFoldedOnce(silo, 200);
    }

    [Fact]
    public async Task SymbolEnds_AgainAndAgainUnderLoad_NothingIsLostOrDoubled()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.PartitionOptions.CheckpointInterval = TimeSpan.FromMilliseconds(50);
        await silo.Create("SPY", "price crosses 100");
        for (var round = 0; round < 40; round++)
        {
            await silo.Append(Market.Ticks(round * 10, 10, "SPY"));
            if (round % 8 == 7)
            {
                await MarketSilo.Deactivate(silo.Symbol("SPY"));
            }
        }

        await AllFoldedOnceInTheEnd(silo, 400);
    }

    [Fact]
    public async Task Partition_DeactivatedByAnOperatorUnderLoad_LosesAndDoublesNothing()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.PartitionOptions.CheckpointInterval = TimeSpan.FromMilliseconds(50);
        await silo.Create("SPY", "price crosses 100");
        for (var round = 0; round < 40; round++)
        {
            await silo.Append(Market.Ticks(round * 10, 10, "SPY"));
            if (round % 8 == 7)
            {
                await MarketSilo.Deactivate(silo.Partition(0));
            }
        }

        await AllFoldedOnceInTheEnd(silo, 400);
    }

    [Fact]
    public async Task Crash_WithoutACheckpoint_FoldsTheLogAgainAndTriggersNothingTwice()
    {
        await using var silo = await MarketSilo.StartAsync(new MarketSetup { Partitions = 3 });
        await silo.Create("SPY", "price crosses 100");
        await silo.Append(Market.Ticks(0, 100, "SPY"));
        await silo.WhenFolded();

        await silo.CrashAsync();
        await silo.Append(Market.Ticks(100, 100, "SPY"));
        await silo.WhenFolded();

        await AllFoldedOnce(silo, 200);
    }

    [Fact]
    public async Task Stop_InGoodOrder_CheckpointsTheEndAndTheNextStartFoldsNothingAgain()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Create("SPY", "price crosses 100");
        await silo.Append(Market.Ticks(0, 100, "SPY"));
        await silo.WhenFolded();

        await silo.RestartAsync();

        var found = await silo.Storage.Checkpoints.ReadPartitionAsync(0, TestContext.Current.CancellationToken);
        Assert.Equal((silo.Log.Range(0).End, 100), (found!.NextOffset, found.TickCount));
        await AllFoldedOnce(silo, 100);
    }

    [Fact]
    public async Task Take_OfATenureThatIsOver_IsRefused()
    {
        await using var silo = await MarketSilo.StartAsync();
        var held = await silo.Partition(0).Hold();
        await silo.Symbol("SPY").Take(Batch(held, 1));
        await MarketSilo.Deactivate(silo.Partition(0));
        await Until.TrueAsync(async () => await silo.Partition(0).Hold() > held);

        await Assert.ThrowsAsync<PartitionLeftException>(() => silo.Symbol("SPY").Take(Batch(held, 2)));
        Assert.Single(await silo.Symbol("SPY").GetTrades(10));
    }

    [Fact]
    public async Task Take_OfAPartitionThatIsElsewhere_IsRefusedAndTheSymbolLeavesItsSilo()
    {
        await using var silo = await MarketSilo.StartAsync();
        await Until.TrueAsync(() => silo.Partitions.Statuses.Count == 1);
        Assert.Empty(await silo.Symbol("SPY").GetTrades(10));
        Assert.Equal(1, silo.LocalSymbols.Count);

        await Assert.ThrowsAsync<PartitionLeftException>(() => silo.Symbol("SPY").Take(Batch(1, 1) with { Partition = 7 }));

        await Until.TrueAsync(() => silo.LocalSymbols.Count == 0);
    }

    private static TickBatch Batch(long generation, long position) =>
        new(0, new double[] { 100 }, new double[] { 1 }, new[] { position }, new[] { position }, generation);

    private static async Task AllFoldedOnceInTheEnd(MarketSilo silo, int count)
    {
        await Until.TrueAsync(() => silo.Partitions.Statuses is [{ LagTicks: 0 } now] && now.TickCount == count);
        await Until.TrueAsync(async () => (await silo.Symbol("SPY").GetTrades(1_000)).Count == count);
        await AllFoldedOnce(silo, count);
    }

    private static async Task AllFoldedOnce(MarketSilo silo, int count)
    {
        var numbers = Enumerable.Range(0, count).Select(n => (double)n);
        Assert.Equal(numbers.Reverse(), (await silo.Symbol("SPY").GetTrades(1_000)).Select(trade => trade.Size));
        // Every tick but the first crosses.
        Assert.Equal(numbers.Skip(1).Select(n => n % 2 == 0 ? 95 : 105), (await silo.TriggerPrices()).Select(price => (int)price));
        Assert.Equal(count - 1, (await silo.Symbol("SPY").ListRules(null, 1, null))[0].TriggerCount);
    }
}
