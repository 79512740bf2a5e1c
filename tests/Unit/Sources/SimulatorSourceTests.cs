using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Sources.Simulation;

namespace Tripline.Tests.Unit.Sources;

public sealed class SimulatorSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private readonly AdvancingClock _clock = new(Now);
    private readonly RecordingSink _sink = new();

    [Fact]
    public async Task Simulator_Live_KeepsItsRateAndTheClocksTime()
    {
        await RunAsync(new SimulatorOptions { Rate = 2_000, Limit = 10_000 });

        Assert.Equal(10_000, _sink.Ticks.Count);
        Assert.InRange(_clock.Elapsed.TotalSeconds, 4.9, 5.2);
        Assert.InRange(_sink.Ticks[^1].TimeMs - _sink.Ticks[0].TimeMs, 4_900, 5_200);
        Assert.Equal(SimulatedSymbols.Default.Order(), _sink.Ticks.Select(tick => tick.Symbol).Distinct().Order());
    }

    [Fact]
    public async Task Simulator_LiveAfterARestart_UsesNoNumberThatTheLogMayHold()
    {
        _sink.Last = 41;
        await RunAsync(new SimulatorOptions { Rate = 100, Limit = 10 });
        Assert.Equal(Enumerable.Range(41 + 1 + 8_192, 10).Select(n => (long)n), _sink.Ticks.Select(tick => tick.Sequence));
    }

    [Fact]
    public async Task Simulator_LiveAfterALongRefusal_DoesNotMakeUpForIt()
    {
        _sink.OnAppend = append =>
        {
            if (append is > 2 and < 40)
            {
                throw new IOException("No space left on device");
            }
        };
        await RunAsync(new SimulatorOptions { Rate = 1_000, Limit = 5_000 });

        Assert.Equal(Enumerable.Range(0, 5_000).Select(n => (long)n), _sink.Ticks.Select(tick => tick.Sequence));
        Assert.True(_clock.Elapsed > TimeSpan.FromSeconds(100), "37 refusals take minutes");
    }

    [Fact]
    public async Task Simulator_AtMaxSpeedAfterACrash_GoesOnWithTheSameTicks()
    {
        var options = new SimulatorOptions { Speed = "max", Seed = 9, Symbols = "50", Limit = 40_000 };
        await RunAsync(options);
        var whole = _sink.Ticks.ToList();

        var resumed = new RecordingSink { Last = 20_000 };
        await new SimulatorSource(options, _clock, NullLogger<SimulatorSource>.Instance)
            .RunAsync(resumed, TestContext.Current.CancellationToken);

        Assert.Equal(40_000, whole.Count);
        Assert.Equal(whole.Skip(20_001), resumed.Ticks);
    }

    [Theory]
    [InlineData("0", 1, "live")]
    [InlineData("100000", 1, "live")]
    [InlineData("AAPL,A%B", 1, "live")]
    [InlineData("", 0, "live")]
    [InlineData("", double.NaN, "live")]
    [InlineData("", 1, "fast")]
    public void SimulatorOptions_OutOfRange_SayWhatIsWrong(string symbols, double rate, string speed) =>
        Assert.Single(new SimulatorOptions { Symbols = symbols, Rate = rate, Speed = speed }.Validate());

    private Task RunAsync(SimulatorOptions options) =>
        new SimulatorSource(options, _clock, NullLogger<SimulatorSource>.Instance)
            .RunAsync(_sink, TestContext.Current.CancellationToken);
}
