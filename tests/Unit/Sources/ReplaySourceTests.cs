using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Sources.Replay;

namespace Tripline.Tests.Unit.Sources;

public sealed class ReplaySourceTests
{
    private const string Header = "time,symbol,price,size\n";

    private readonly AdvancingClock _clock = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly RecordingSink _sink = new();

    [Theory]
    [InlineData("trades.csv")]
    [InlineData("trades.csv.gz")]
    public async Task Replay_WholeFile_AppendsEveryRowInOrderWithItsNumber(string name)
    {
        using var file = new TickFileOnDisk(Header + TickFileOnDisk.Rows(1_000), name);
        var source = await RunAsync(file, chunkTicks: 64);

        Assert.Equal(Enumerable.Range(0, 1_000).Select(n => (long)n), _sink.Ticks.Select(tick => tick.Sequence));
        Assert.Equal(
            new Tick("SPY", 103.25, 3, 1_003_000, source.Name, 3),
            _sink.Ticks[3]);
        Assert.All(_sink.ChunkSizes, size => Assert.InRange(size, 1, 64));
        Assert.Equal(1, _sink.MostInFlight);
        Assert.Equal("completed", source.Status.State);
        Assert.Equal(1_000, source.Status.TickCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Time, Symbol, Price, Size\r\n")]
    [InlineData("\uFEFFtime,symbol,price,size\n")]
    public async Task Replay_HeaderInAnyForm_IsNoRow(string header)
    {
        using var file = new TickFileOnDisk(header + "5,SPY,1.5,10\r\n\r\n6,SPY,1.6,0");
        var source = await RunAsync(file);

        Assert.Equal(
            [new Tick("SPY", 1.5, 10, 5_000, source.Name, 0), new Tick("SPY", 1.6, 0, 6_000, source.Name, 1)],
            _sink.Ticks);
    }

    [Theory]
    [InlineData("time,symbol,price,size\n2025-11-06 14:30:00Z,btc/usdt,1E2,\n", "")]
    [InlineData("\"price\",\"note\",\"ticker\",\"sip_timestamp\",\"size\"\n\"100\",\"a,\"\"b\"\"\",\"BTC/USDT\",1762439400000000000,\"0\"\n", "")]
    [InlineData("time;symbol;price;size\n1762439400;BTC/USDT;100.00;0\n", "")]
    [InlineData("agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n1,100,0,2,3,1762439400000,true\n", "|BTC/USDT")]
    [InlineData("1,100,0,5.5,1762439400000000,True,True\n", "-,price,size,-,time,-,-|BTC/USDT")]
    public async Task Replay_DumpsOfOthers_AreReadByTheirHeadersOrAsTheOptionsSay(string content, string columns)
    {
        using var file = new TickFileOnDisk(content);
        var parts = (columns + "|").Split('|');
        var source = new ReplaySource(
            new ReplayOptions { File = file.Path, Columns = parts[0], Symbol = parts[1] }, _clock, NullLogger<ReplaySource>.Instance);
        await source.RunAsync(_sink, TestContext.Current.CancellationToken);
        Assert.Equal([new Tick("BTC/USDT", 100, 0, 1_762_439_400_000, source.Name, 0)], _sink.Ticks);
    }

    [Fact]
    public async Task Replay_TimesSinceMidnightAndScaledPrices_AreReadAsTheOptionsSay()
    {
        using var file = new TickFileOnDisk("34200000,1682500,100,Q,@,0\n");
        var options = new ReplayOptions
        {
            File = file.Path,
            Columns = "time,price,size,-,-,-",
            Symbol = "spy",
            Date = new DateTimeOffset(2013, 10, 7, 4, 0, 0, TimeSpan.Zero),
            PriceScale = 10_000,
        };
        var source = new ReplaySource(options, _clock, NullLogger<ReplaySource>.Instance);
        await source.RunAsync(_sink, TestContext.Current.CancellationToken);
        Assert.Equal([new Tick("SPY", 168.25, 100, 1_381_152_600_000, source.Name, 0)], _sink.Ticks);
    }

    [Fact]
    public async Task Replay_AnotherHeader_FailsAndSaysSo()
    {
        using var file = new TickFileOnDisk("symbol;price\nSPY;1\n");
        var source = Source(file);
        var fault = await Assert.ThrowsAsync<InvalidDataException>(
            () => source.RunAsync(_sink, TestContext.Current.CancellationToken));
        Assert.Contains("has no column time", fault.Message, StringComparison.Ordinal);
        Assert.Equal("failed", source.Status.State);
    }

    [Theory]
    [InlineData("x,SPY,1,1")]
    [InlineData("-1,SPY,1,1")]
    [InlineData("1,SPY,1")]
    [InlineData("1,SPY,1,1,1")]
    [InlineData("1,,1,1")]
    [InlineData("4102444800000,SPY,1,1")]
    [InlineData("1,SP%Y,1,1")]
    [InlineData("1,ABCDEFGHIJKLMNOPQRSTUVWXYZ012345ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456,1,1")]
    [InlineData("1,SPY,0,1")]
    [InlineData("1,SPY,-5,1")]
    [InlineData("1,SPY,NaN,1")]
    [InlineData("1,SPY,1,-1")]
    [InlineData("1,SPY,1,x")]
    public async Task Replay_BadRow_IsCountedAndSkippedAndKeepsItsNumber(string bad)
    {
        using var file = new TickFileOnDisk($"{Header}1,SPY,1,1\n{bad}\n2,SPY,2,1\n");
        var source = await RunAsync(file);

        Assert.Equal([0, 2], _sink.Ticks.Select(tick => tick.Sequence));
        Assert.Equal(1, source.Status.SkippedCount);
        Assert.Equal("completed", source.Status.State);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(300_000)]
    [InlineData(3_000_000)]
    public async Task Replay_EndlessLine_IsSkippedInBoundedMemory(int length)
    {
        using var file = new TickFileOnDisk($"{Header}1,SPY,1,1\n{new string('9', length)}\n2,SPY,2,1\n");
        var source = await RunAsync(file);

        Assert.Equal([0, 2], _sink.Ticks.Select(tick => tick.Sequence));
        Assert.Equal(1, source.Status.SkippedCount);
    }

    [Fact]
    public async Task Replay_AfterACrash_GoesOnBehindWhatIsComplete()
    {
        using var file = new TickFileOnDisk(Header + TickFileOnDisk.Rows(1_000));
        _sink.Last = 500;
        await RunAsync(file, chunkTicks: 64);

        Assert.Equal(
            Enumerable.Range(501, 1_000 - 501).Select(n => (long)n),
            _sink.Ticks.Select(tick => tick.Sequence));
    }

    [Fact]
    public async Task Replay_LogHoldsTheWholeFile_IsCompletedAndSaysSo()
    {
        using var file = new TickFileOnDisk(Header + TickFileOnDisk.Rows(100));
        _sink.Last = 99;
        var source = await RunAsync(file, chunkTicks: 10);

        Assert.Equal("completed", source.Status.State);
        Assert.Contains("100 of them since an earlier start", source.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(_sink.Ticks);
    }

    [Fact]
    public async Task Replay_LogRefusesForAWhile_WaitsAndLosesNothing()
    {
        using var file = new TickFileOnDisk(Header + TickFileOnDisk.Rows(300));
        var states = new List<string>();
        ReplaySource source = Source(file, chunkTicks: 50);
        _sink.OnAppend = append =>
        {
            states.Add(source.Status.State);
            if (append is > 2 and < 8)
            {
                throw new IOException("No space left on device");
            }
        };
        await source.RunAsync(_sink, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 300).Select(n => (long)n), _sink.Ticks.Select(tick => tick.Sequence));
        Assert.Contains("waiting", states);
        Assert.Equal(300, source.Status.TickCount);
        Assert.True(_clock.Elapsed >= TimeSpan.FromSeconds(3), "the waits grow");
    }

    [Fact]
    public async Task Replay_CutCompressedFile_AppendsWhatIsWholeThenFails()
    {
        using var file = new TickFileOnDisk(Header + TickFileOnDisk.Rows(20_000), "trades.csv.gz");
        var bytes = await File.ReadAllBytesAsync(file.Path, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2, 200).Fill(0xFF);
        await File.WriteAllBytesAsync(file.Path, bytes, TestContext.Current.CancellationToken);

        var source = Source(file);
        await Assert.ThrowsAsync<InvalidDataException>(
            () => source.RunAsync(_sink, TestContext.Current.CancellationToken));
        Assert.Equal("failed", source.Status.State);
    }

    [Theory]
    [InlineData("1x", 10)]
    [InlineData("10x", 1)]
    [InlineData("0.5", 20)]
    [InlineData("max", 0)]
    public async Task Replay_AtAFactor_TakesTheRecordedTimeOverTheFactor(string speed, int seconds)
    {
        using var file = new TickFileOnDisk("1,SPY,1,1\n3,SPY,2,1\n2.5,SPY,2,1\n11,SPY,3,1\n");
        var source = await RunAsync(file, speed: speed);

        Assert.Equal([0, 1, 2, 3], _sink.Ticks.Select(tick => tick.Sequence));
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 0.5));
        Assert.Equal("completed", source.Status.State);
    }

    [Fact]
    public void Replay_SameNameAnotherContent_IsAnotherSource()
    {
        using var one = new TickFileOnDisk("1,SPY,1,1\n");
        using var same = new TickFileOnDisk("1,SPY,1,1\n");
        using var other = new TickFileOnDisk("1,SPY,2,1\n");
        Assert.Equal(Source(one).Name, Source(same).Name);
        Assert.NotEqual(Source(one).Name, Source(other).Name);
        Assert.StartsWith("trades.csv-", Source(one).Name, StringComparison.Ordinal);
    }

    private async Task<ReplaySource> RunAsync(TickFileOnDisk file, int chunkTicks = 1_024, string speed = "max")
    {
        var source = Source(file, chunkTicks, speed);
        await source.RunAsync(_sink, TestContext.Current.CancellationToken);
        return source;
    }

    private ReplaySource Source(TickFileOnDisk file, int chunkTicks = 1_024, string speed = "max") =>
        new(new ReplayOptions { File = file.Path, Speed = speed, ChunkTicks = chunkTicks },
            _clock,
            NullLogger<ReplaySource>.Instance);
}
