using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Storage.Contract;

public abstract class CheckpointStoreContract : StorageContract
{
    [Fact]
    public async Task Read_BeforeTheFirstCheckpoint_GivesNull()
    {
        Assert.Null(await Host.Checkpoints.ReadPartitionAsync(3, Cancel));
        Assert.Null(await Host.Checkpoints.ReadSymbolAsync("SPY", Cancel));
        Assert.Empty(await Host.Checkpoints.ReadArmingsAsync("SPY", 0, Cancel));
    }

    [Fact]
    public async Task Write_ThenRestart_ReadGivesAllOfIt()
    {
        var partition = new PartitionCheckpoint(
            3, 1L << 46, 12_345, new Dictionary<string, long> { ["replay"] = long.MaxValue, ["ä"] = 1, [""] = 2 });
        await Host.Checkpoints.WriteAsync(
            new CheckpointWrite(partition, [Symbol("SPY", 7, 5000, 0, 1, 2), Symbol("QQQ", 0, 0)], []), Cancel);

        await Host.RestartAsync();
        var read = await Host.Checkpoints.ReadPartitionAsync(3, Cancel);
        Assert.Equal(partition with { SourceSequences = read!.SourceSequences }, read);
        Assert.Equal(partition.SourceSequences, read.SourceSequences);
        AssertSame(Symbol("SPY", 7, 5000, 0, 1, 2), await Host.Checkpoints.ReadSymbolAsync("SPY", Cancel));
        AssertSame(Symbol("QQQ", 0, 0), await Host.Checkpoints.ReadSymbolAsync("QQQ", Cancel));
        Assert.Null(await Host.Checkpoints.ReadPartitionAsync(2, Cancel));
    }

    [Fact]
    public async Task Write_OnlyChangedPages_KeepsTheOthers()
    {
        await WriteAsync(Symbol("SPY", 1, 10, 0, 1, 2));
        var changed = new RulePage(1, new byte[] { 9, 9, 9 });
        await WriteAsync(new SymbolCheckpoint("SPY", 2, new byte[] { 1 }, 4, [changed, new RulePage(3, new byte[] { 3 })]));

        await Host.RestartAsync();
        var read = await Host.Checkpoints.ReadSymbolAsync("SPY", Cancel);
        Assert.Equal([0, 1, 2, 3], read!.RulePages.Select(page => page.Number));
        Assert.Equal(Page(0), read.RulePages[0].Bytes.ToArray());
        Assert.Equal([9, 9, 9], read.RulePages[1].Bytes.ToArray());
        Assert.Equal(Page(2), read.RulePages[2].Bytes.ToArray());
        Assert.Equal([3], read.RulePages[3].Bytes.ToArray());
    }

    [Fact]
    public async Task Write_FewerPages_DropsTheRest()
    {
        await WriteAsync(Symbol("SPY", 1, 10, 0, 1, 2));
        await Host.RestartAsync();
        await WriteAsync(new SymbolCheckpoint("SPY", 2, new byte[] { 1 }, 1, []));
        var read = await Host.Checkpoints.ReadSymbolAsync("SPY", Cancel);
        Assert.Equal([0], read!.RulePages.Select(page => page.Number));
    }

    [Theory]
    [InlineData(100, 5_000_000)]
    [InlineData(5_000_000, 100)]
    [InlineData(3 << 20, 2 << 20)]
    public async Task Write_CoreOfAnotherLength_ReadGivesTheNewOne(int firstBytes, int secondBytes)
    {
        await WriteAsync(Symbol("SPY", 0, firstBytes));
        await WriteAsync(Symbol("SPY", 0, secondBytes));
        await Host.RestartAsync();
        AssertSame(Symbol("SPY", 0, secondBytes), await Host.Checkpoints.ReadSymbolAsync("SPY", Cancel));
    }

    [Fact]
    public async Task Write_ThousandSymbols_ReadGivesEach()
    {
        var symbols = Enumerable.Range(0, 1000).Select(i => Symbol($"S{i}", i, 1000 + i, 0)).ToList();
        var candles = symbols.Select(s => Candle(s.Symbol)).ToList();
        await Host.Checkpoints.WriteAsync(new CheckpointWrite(Partition(1), symbols, candles), Cancel);
        await Host.RestartAsync();
        foreach (var symbol in symbols.Where((_, i) => i % 97 == 0))
        {
            AssertSame(symbol, await Host.Checkpoints.ReadSymbolAsync(symbol.Symbol, Cancel));
            Assert.Single(await Host.Candles.ReadAsync(symbol.Symbol, 60, 0, long.MaxValue, 10, Cancel));
        }
    }

    [Fact]
    public async Task AppendArming_ThenRestart_ReadGivesThemInOrder()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Host.Checkpoints.AppendArmingAsync("SPY", Arming(i), Cancel);
        }

        await Host.Checkpoints.AppendArmingAsync("QQQ", Arming(1), Cancel);
        await Host.RestartAsync();
        AssertSame([3, 4, 5], await Host.Checkpoints.ReadArmingsAsync("SPY", 2, Cancel));
        AssertSame([1], await Host.Checkpoints.ReadArmingsAsync("QQQ", 0, Cancel));
        Assert.Empty(await Host.Checkpoints.ReadArmingsAsync("SPY", 5, Cancel));
    }

    [Fact]
    public async Task Write_CoversArmings_DropsThemAndKeepsLaterOnes()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Host.Checkpoints.AppendArmingAsync("SPY", Arming(i), Cancel);
        }

        await WriteAsync(Symbol("SPY", 3, 10));
        AssertSame([4, 5], await Host.Checkpoints.ReadArmingsAsync("SPY", 0, Cancel));
        await Host.RestartAsync();
        AssertSame([4, 5], await Host.Checkpoints.ReadArmingsAsync("SPY", 3, Cancel));
        await Host.Checkpoints.AppendArmingAsync("SPY", Arming(6), Cancel);
        await WriteAsync(Symbol("SPY", 6, 10));
        Assert.Empty(await Host.Checkpoints.ReadArmingsAsync("SPY", 6, Cancel));
    }

    private static PartitionCheckpoint Partition(int number) => new(number, 64, 0, new Dictionary<string, long>());

    private static SymbolCandles Candle(string symbol) => new(symbol, [new(60, 60_000, 1, 2, 0.5, 1.5, 100, 1.25, 3)]);

    private static ArmingEntry Arming(int sequence) => new(sequence, sequence == 1 ? -1 : sequence << 16, Page(sequence));

    private static byte[] Page(int number) => [.. Enumerable.Range(0, 300 + number).Select(i => (byte)(i * 7 * number))];

    private static SymbolCheckpoint Symbol(string symbol, long arming, int coreBytes, params int[] pages)
    {
        var core = new byte[coreBytes];
        new Random(coreBytes).NextBytes(core);
        return new SymbolCheckpoint(
            symbol, arming, core, pages.Length, [.. pages.Select(number => new RulePage(number, Page(number)))]);
    }

    private Task WriteAsync(SymbolCheckpoint symbol) =>
        Host.Checkpoints.WriteAsync(new CheckpointWrite(Partition(1), [symbol], []), Cancel);

    private static void AssertSame(SymbolCheckpoint expected, SymbolCheckpoint? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Symbol, actual.Symbol);
        Assert.Equal(expected.ArmingSequence, actual.ArmingSequence);
        Assert.Equal(expected.RulePageCount, actual.RulePageCount);
        Assert.True(expected.Core.Span.SequenceEqual(actual.Core.Span), "the core differs");
        Assert.Equal(expected.RulePages.Select(p => p.Number), actual.RulePages.Select(p => p.Number));
        foreach (var (wanted, got) in expected.RulePages.Zip(actual.RulePages))
        {
            Assert.Equal(wanted.Bytes.ToArray(), got.Bytes.ToArray());
        }
    }

    private static void AssertSame(int[] sequences, IReadOnlyList<ArmingEntry> actual)
    {
        Assert.Equal(sequences.Select(s => (long)s), actual.Select(entry => entry.Sequence));
        foreach (var entry in actual)
        {
            Assert.Equal(Arming((int)entry.Sequence).AfterPosition, entry.AfterPosition);
            Assert.Equal(Page((int)entry.Sequence), entry.Bytes.ToArray());
        }
    }
}
