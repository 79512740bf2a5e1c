using Orleans.Storage;
using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>Grain states, arming entries and the index of alerts, which share transactions.</summary>
public sealed class MixedWriteTests(SharedPostgres postgres)
{
    private const int Each = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_AllKindsAtOnceAndSomeOfThemRefused_EachHasItsOwnFate()
    {
        await using var storage = await StorageOnPostgres.OpenAsync(
            await (await postgres.ServerAsync()).CreateDatabaseAsync());
        var ids = Enumerable.Range(0, Each).Select(_ => Guid.CreateVersion7()).ToArray();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Each).Select(async i =>
        {
            var grain = Record.ExceptionAsync(() => storage.Grains.WriteStateAsync(
                "state",
                GrainId.Create("TestGrain", $"SPY/{i}"),
                new GrainState<StoredValue>(new()) { ETag = IsRefused(i) ? "7" : null }));
            var index = Record.ExceptionAsync(() => storage.Alerts.AddAsync("ann", ids[i], "SPY", Cancellation));
            var arming = Record.ExceptionAsync(() => storage.Checkpoints.AppendArmingAsync(
                "SPY", Entry(IsRefused(i) ? i - 1 : i, (byte)i), Cancellation));
            return (Grain: await grain, Index: await index, Arming: await arming);
        }));

        for (var i = 0; i < Each; i++)
        {
            Assert.Null(outcomes[i].Index);
            Assert.Equal(IsRefused(i), outcomes[i].Grain is InconsistentStateException);
            Assert.Equal("SPY", await storage.Alerts.FindSymbolAsync(ids[i], Cancellation));
        }

        // Of two entries with one number one is stored.
        Assert.Equal(Each / 4, outcomes.Count(outcome => outcome.Arming is InconsistentStateException));
        Assert.Equal(Each * 3 / 4, (await storage.Checkpoints.ReadArmingsAsync("SPY", 0, Cancellation)).Count);
        Assert.Equal(Each, await storage.Alerts.CountAsync("ann", Cancellation));
    }

    private static bool IsRefused(int number) => number % 4 == 3;

    private static ArmingEntry Entry(int number, byte content) => new(number + 1, 0, new[] { content });
}
