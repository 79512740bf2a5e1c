using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Bench.Calls;
using Tripline.Bench.Harness;
using Tripline.Runtime;
using Tripline.Runtime.Placement;

namespace Tripline.Bench.Remote;

/// <summary>Calls of grains between two silos, each a process of its own.</summary>
public sealed class RemoteBenchmark : IBenchmark
{
    private const int Callers = 64;
    private const int Grains = 100;
    private const int CallsPerCaller = 30_000;
    private const int PacedCallsPerSecond = 10_000;
    private const int PacedSeconds = 10;

    /// <inheritdoc/>
    public string Name => "remote";

    /// <inheritdoc/>
    public string Summary => "Grain calls between two silos on this machine: 64 callers, 100 grains.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        using var called = Start();
        try
        {
            var port = await called.StandardOutput.ReadLineAsync(options.Cancellation);
            await using var caller = RemoteSilo.Build(new SiloAddress("called", $"127.0.0.1:{port}"));
            return await MeasureAsync(caller.GetRequiredService<IGrainFactory>(), called, options);
        }
        finally
        {
            called.StandardInput.Close();
            if (!called.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                called.Kill();
            }
        }
    }

    private static async Task<BenchReport> MeasureAsync(IGrainFactory factory, Process called, BenchOptions options)
    {
        var grains = Enumerable.Range(0, Grains).Select(n => factory.GetGrain<IPingGrain>($"grain{n}")).ToArray();
        var calls = options.Scaled(CallsPerCaller, least: 100);
        await CallAllAsync(grains, Callers, calls);
        var rates = new List<double>();
        var costs = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            var cpuBefore = Cpu(called);
            var startedAt = Stopwatch.GetTimestamp();
            await CallAllAsync(grains, Callers, calls);
            rates.Add((double)Callers * calls / Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
            costs.Add((Cpu(called) - cpuBefore).TotalMicroseconds / ((double)Callers * calls));
        }

        var one = Stopwatch.GetTimestamp();
        await CallAllAsync(grains, 1, calls);
        var oneRate = calls / Stopwatch.GetElapsedTime(one).TotalSeconds;
        var times = await PacedLoad.RunAsync(
            grains, PacedCallsPerSecond, options.Scaled(PacedSeconds * 1_000, least: 500), options.Cancellation);
        return new BenchReport(
            $"{Callers} callers, each with {calls:N0} calls, one after the other, of {Grains} grains of the other silo in "
            + $"turn; then {PacedCallsPerSecond:N0} calls a second, whether the ones before are answered or not.",
            [
                new("calls", Median.Of([.. rates]), "calls/s", BenchGoal.AtLeast(100_000), "remoteCallsPerSecond"),
                new("processor time of both silos", Median.Of([.. costs]), "µs/call"),
                new("calls of one caller", oneRate, "calls/s", JsonKey: "remoteCallsPerSecondOfOne"),
                new("call time at 10,000/s, median", Percentile(times, 0.5), "ms"),
                new("call time at 10,000/s, 99th percentile of all", Percentile(times, 0.99), "ms",
                    JsonKey: "remoteCallP99AllMs"),
                // What else the machine does falls on some of the seconds.
                new("call time at 10,000/s, 99th percentile of the median second",
                    Median.Of([.. times.Chunk(PacedCallsPerSecond).Select(second => Percentile(second, 0.99))]), "ms",
                    BenchGoal.AtMost(5), "remoteCallP99Ms"),
            ]);
    }

    private static double Percentile(TimeSpan[] times, double share) =>
        times.Order().ElementAt((int)(times.Length * share)).TotalMilliseconds;

    private static Task CallAllAsync(IPingGrain[] grains, int callers, int calls) => Task.WhenAll(
        Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(grains, caller * 31, calls))));

    private static async Task CallAsync(IPingGrain[] grains, int first, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await grains[(first + call) % grains.Length].Ping(call);
        }
    }

    private static TimeSpan Cpu(Process called)
    {
        called.Refresh();
        return Environment.CpuUsage.TotalTime + called.TotalProcessorTime;
    }

    private static Process Start() => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!,
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(RemoteBenchmark).Assembly.Location, RemoteSilo.Word]
            : [RemoteSilo.Word])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
