using Tripline.Grains.Symbols;
using Tripline.Storage;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Symbols;

public sealed class DirectoryTests
{
    [Fact]
    public async Task Symbol_FirstTick_IsInTheDirectoryOnceTheTicksAreTaken()
    {
        await using var silo = await MarketSilo.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => silo.Deliver($"S{n:00}", 1, 99)));

        Assert.Empty(await silo.Directory.FindUnknown([.. Enumerable.Range(0, 50).Select(n => $"S{n:00}")]));
        silo.Crash();
        Assert.Equal(50, (await silo.Directory.List(null, 100)).Count);
    }

    [Fact]
    public async Task Symbol_DirectoryCannotBeWritten_TakesNeitherTicksNorRules()
    {
        await using var silo = await MarketSilo.StartAsync();
        silo.Grains.Failures = 2;

        await Assert.ThrowsAsync<IOException>(() => silo.Deliver("SPY", 1, 99));
        await Assert.ThrowsAsync<IOException>(() => silo.Symbol("IBM").Arm(
            new RuleTerms(Guid.NewGuid(), 1, "price > 1", false, 0, 0, null)));
        Assert.Empty(await silo.Directory.List(null, 10));
        await silo.Deliver("SPY", 1, 99);

        Assert.Equal(["SPY"], await silo.Directory.List(null, 10));
        Assert.Equal(["IBM", "GHOST"], await silo.Directory.FindUnknown(["IBM", "SPY", "GHOST"]));
    }

    [Fact]
    public async Task Symbol_OnlyAskedFor_IsNotAdded()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Symbol("GHOST").GetSummary();
        await silo.Symbol("GHOST").GetTrades(1);

        Assert.Empty(await silo.Directory.List(null, 10));
    }

    [Fact]
    public async Task Add_ManySymbols_FillsPagesAndAllAreThereAfterACrash()
    {
        const int count = 20_000;
        await using var silo = await MarketSilo.StartAsync();
        var names = Enumerable.Range(0, count).Select(n => $"S{n:00000}").ToArray();
        foreach (var some in names.Chunk(1_700))
        {
            await Task.WhenAll(some.Select(name => silo.Directory.Add(name)));
            await silo.Directory.Add(some[0]);
        }

        Assert.Equal(names, await silo.Directory.List(null, 2 * count));
        silo.Crash();
        Assert.Equal(names, await silo.Directory.List(null, 2 * count));
        Assert.Equal(names[100..110], await silo.Directory.List(names[99], 10));
        Assert.InRange(silo.Grains.LargestState, 1, SymbolDirectoryPageGrain.Capacity * 16);
    }

    [Fact]
    public async Task Add_ByTwoActivations_KeepsTheSymbolsOfBoth()
    {
        await using var one = await MarketSilo.StartAsync();
        await using var other = MarketSilo.StartBeside(one);
        await one.Directory.Add("A");
        await other.Directory.Add("B");

        // The page of the first silo has read before the other one wrote.
        await Assert.ThrowsAsync<InconsistentStateException>(() => one.Directory.Add("C"));
        await one.Directory.Add("C");

        Assert.Equal(["A", "B", "C"], await one.Directory.List(null, 10));
        one.Crash();
        Assert.Equal(["A", "B", "C"], await one.Directory.List(null, 10));
    }

    [Fact]
    public async Task List_StateOfAVersionWithoutPages_IsKnown()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Grains.StoreOldDirectoryAsync(["IBM", "SPY"]);

        await silo.Directory.Add("QQQ");

        Assert.Equal(["IBM", "QQQ", "SPY"], await silo.Directory.List(null, 10));
        Assert.Equal(["X"], await silo.Directory.FindUnknown(["SPY", "X"]));
    }
}
