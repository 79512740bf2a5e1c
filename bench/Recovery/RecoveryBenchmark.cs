using System.Diagnostics;
using Tripline.Bench.Harness;
using Tripline.Sources.Simulation;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Recovery;

/// <summary>How soon a silo is back: the real process, with a million stored alerts, once with nothing to catch up and
/// once with ten million ticks past its checkpoint; and what of memory each armed alert takes.</summary>
public sealed class RecoveryBenchmark : IBenchmark
{
    private const int Alerts = 1_000_000;
    private const int Ticks = 10_000_000;
    private const int Symbols = 10_000;
    private const int TicksPerRecord = 100;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public string Name => "recovery";

    /// <inheritdoc/>
    public string Summary => "Start with 1,000,000 stored alerts; catch up with 10 million ticks past the checkpoint.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        var symbols = SimulatedSymbols.Synthetic(Symbols);
        var bare = await BareBytesAsync(symbols, options);
        var creating = Stopwatch.GetTimestamp();
        await using (var silo = BenchSilo.Build(data.Path))
        {
            await silo.StartAsync();
            await BenchAlerts.CreateAsync(
                silo.Grains,
                options.Scaled(Alerts),
                number => BenchAlerts.Rule(symbols[number % Symbols], "crosses above", 1_000 + (number * 0.01m)),
                options.Cancellation);
        }

        var creatingSeconds = Stopwatch.GetElapsedTime(creating).TotalSeconds;
        var ready = await MeasureStartAsync(data.Path);
        await AppendTicksAsync(data.Path, symbols, options);
        var caughtUp = await MeasureStartAsync(data.Path);
        var bytes = (await CaughtUpBytesAsync(data.Path, options) - bare) / (double)options.Scaled(Alerts);
        return new BenchReport(
            $"The silo's process, killed before, started with {options.Scaled(Alerts):N0} stored alerts of {Symbols:N0} "
            + $"symbols; then the same with {options.Scaled(Ticks):N0} ticks past the checkpoint.",
            [
                new("process start to ready", ready, "s", null, "readySeconds", BenchGoal.AtMost(1)),
                new("process start to caught up", caughtUp, "s", null, "caughtUpSeconds", BenchGoal.AtMost(1)),
                new("memory an armed alert takes: resident when caught up, the collector settled, less the same silo's without alerts",
                    bytes, "B", BenchGoal.AtMost(600), "bytesPerArmedAlert"),
                new("creating the alerts", options.Scaled(Alerts) / creatingSeconds, "alerts/s"),
            ]);
    }

    // In this process, which alone can have its collector settle.
    private static async Task<long> BareBytesAsync(IReadOnlyList<string> symbols, BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        await AppendTicksAsync(data.Path, symbols, options);
        return await CaughtUpBytesAsync(data.Path, options);
    }

    private static async Task<long> CaughtUpBytesAsync(string dataPath, BenchOptions options)
    {
        await using var silo = BenchSilo.Build(dataPath);
        await silo.StartAsync();
        await silo.WhenCaughtUpAsync(options.Cancellation);
        // Candles that have closed wait in memory for their checkpoint.
        while (silo.Partitions.Statuses.Any(status => status.CheckpointOffset < status.NextOffset))
        {
            await Task.Delay(Look, options.Cancellation);
        }

        return SettledMemory.ResidentBytes();
    }

    private static Task AppendTicksAsync(string dataPath, IReadOnlyList<string> symbols, BenchOptions options)
    {
        var market = new SimulatedMarket(symbols, seed: 1, 10_000, startMs: 1_735_828_200_000);
        return TickLogFiller.AppendAsync(
            dataPath, options.Scaled(Ticks), TicksPerRecord, chunk => market.Fill(chunk.Span));
    }

    // A silo says that it is ready when it has folded all that the log held at its start.
    private static async Task<double> MeasureStartAsync(string dataPath)
    {
        var started = Stopwatch.GetTimestamp();
        await using var silo = SiloProcess.Launch(dataPath, "--Source", "none");
        await silo.WaitUntilReadyAsync(Bound);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await silo.KillAsync();
        return seconds;
    }
}
