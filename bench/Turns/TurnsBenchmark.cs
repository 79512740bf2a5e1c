using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Turns;

/// <summary>How a symbol's grain gets its slice: as a turn of its own scheduler, beside what Orleans offers for it.
/// </summary>
public sealed class TurnsBenchmark : IBenchmark
{
    private const int Symbols = 10_000;
    private const int TurnRounds = 2_000;
    private const int CallRounds = 200;
    private const int StreamRounds = 10;

    /// <inheritdoc/>
    public string Name => "turns";

    /// <inheritdoc/>
    public string Summary => "Slices to 10,000 active grains, 8 partitions: as turns, as calls, as a memory stream.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        await using var log = TickLogFiller.Open(data.Path);
        var next = 0;
        await TickLogFiller.AppendAsync(log, Symbols, 100, ticks => Fill(ticks.Span, ref next));
        await using var silo = await TurnsSilo.StartAsync(log.PartitionCount);
        var ways = new TurnsWays(silo, TurnsWays.Group(log));
        await ways.ActivateAsync();

        var (turnRounds, callRounds) = (options.Scaled(TurnRounds, 20), options.Scaled(CallRounds, 5));
        var streamRounds = options.Scaled(StreamRounds, 1);
        await ways.AsTurnsAsync(turnRounds / 2);
        await ways.AsCallsAsync(callRounds / 2);
        await ways.AsStreamsAsync(1);
        var (turns, calls, streams, bytes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            turns.Add(await ways.AsTurnsAsync(turnRounds));
            bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / ((double)ways.Slices * turnRounds));
            calls.Add(await ways.AsCallsAsync(callRounds));
            streams.Add(await ways.AsStreamsAsync(streamRounds));
        }

        var ratioToCalls = Median.Of([.. turns.Zip(calls, (turn, call) => turn / call)]);
        var ratioToStreams = Median.Of([.. turns.Zip(streams, (turn, stream) => turn / stream)]);
        return new BenchReport(
            $"Slices of one tick to {Symbols:N0} active grains of {log.PartitionCount} partitions that only count them, "
            + $"the three ways in turns, {options.Runs} times.",
            [
                new("turns", Median.Of(turns), "slices/s", JsonKey: "slicesPerSecond"),
                new("plain Orleans calls, a run's awaited together", Median.Of(calls), "slices/s"),
                new("Orleans memory stream, one event at a time", Median.Of(streams), "slices/s"),
                new("turns to calls", ratioToCalls, "×", BenchGoal.AtLeast(4), "ratioToCalls"),
                new("turns to the memory stream", ratioToStreams, "×", BenchGoal.AtLeast(12), "ratioToMemoryStream"),
                new("allocated by a turn", Median.Of(bytes), "B/slice", BenchGoal.AtMost(80), "bytesPerSlice"),
            ]);
    }

    private static void Fill(Span<Tick> ticks, ref int next)
    {
        for (var i = 0; i < ticks.Length; i++)
        {
            var number = next++;
            ticks[i] = new Tick($"S{number % Symbols}", 100, 1, 1_735_828_200_000 + number, null, 0);
        }
    }
}
