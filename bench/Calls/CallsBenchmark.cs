using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Bench.Harness;
using Tripline.Runtime;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Statistics;

namespace Tripline.Bench.Calls;

/// <summary>Local calls of grains.</summary>
public sealed class CallsBenchmark : IBenchmark
{
    private const int Callers = 64;
    private const int Grains = 100;
    private const int CallsPerCaller = 400_000;

    // Rounds with and without statistics alternate, many and short, so that what else the machine does falls on both.
    private const int RoundsPerRun = 10;

    /// <inheritdoc/>
    public string Name => "calls";

    /// <inheritdoc/>
    public string Summary => "Local grain calls: 64 callers, 100 grains.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var calls = options.Scaled(CallsPerCaller, least: 100);
        await using var sampled = Build(sampleCallTimes: true);
        await using var plain = Build(sampleCallTimes: false);
        await MeasureAsync(sampled, Callers, calls / 4);
        await MeasureAsync(plain, Callers, calls / 4);
        var with = new List<Round>();
        var without = new List<Round>();
        for (var run = 0; run < options.Runs * RoundsPerRun; run++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            with.Add(await MeasureAsync(sampled, Callers, calls / RoundsPerRun));
            without.Add(await MeasureAsync(plain, Callers, calls / RoundsPerRun));
        }

        var times = sampled.GetRequiredService<GrainStatistics>().Snapshot()[0];
        var one = await MeasureAsync(sampled, 1, calls);
        var callsPerSecond = Median.Of([.. with.Select(round => round.CallsPerSecond)]);
        // The least of many rounds: whatever else runs on the machine only ever adds to the time.
        var cpuNanoseconds = with.Min(round => round.CpuNanoseconds);
        var plainCpuNanoseconds = without.Min(round => round.CpuNanoseconds);
        return new BenchReport(
            $"{Callers} callers, each with {calls:N0} calls, one after the other, of {Grains} grains in turn.",
            [
                new("calls", callsPerSecond, "calls/s", BenchGoal.AtLeast(1_870_000), "callsPerSecond"),
                new("allocated", Median.Of([.. with.Select(round => round.BytesPerCall)]), "B/call",
                    BenchGoal.AtMost(706), "bytesPerCall"),
                new("calls of one caller", one.CallsPerSecond, "calls/s"),
                new("call time, median", times.CallTimeP50.TotalMicroseconds, "µs"),
                new("call time, 99th percentile", times.CallTimeP99.TotalMicroseconds, "µs"),
                new("processor time, least", cpuNanoseconds, "ns/call"),
                new("share of it for call times", (cpuNanoseconds - plainCpuNanoseconds) / plainCpuNanoseconds * 100, "%",
                    BenchGoal.AtMost(5)),
            ]);
    }

    private static ServiceProvider Build(bool sampleCallTimes)
    {
        var services = new ServiceCollection();
        services.AddTriplineRuntime(options =>
        {
            options.AddGrain<PingGrain>();
            options.SampleCallTimes = sampleCallTimes;
        });
        return services.BuildServiceProvider();
    }

    private static async Task<Round> MeasureAsync(ServiceProvider silo, int callers, int calls)
    {
        var factory = silo.GetRequiredService<IGrainFactory>();
        var grains = Enumerable.Range(0, Grains).Select(n => factory.GetGrain<IPingGrain>($"grain{n}")).ToArray();
        GC.Collect();
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var startedAt = Stopwatch.GetTimestamp();
        var tasks = new Task[callers];
        for (var caller = 0; caller < callers; caller++)
        {
            var first = caller * 31;
            tasks[caller] = Task.Run(() => CallAsync(grains, first, calls));
        }

        await Task.WhenAll(tasks);
        var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        var total = (double)callers * calls;
        return new Round(total / seconds, allocated / total, cpu.TotalNanoseconds / total);
    }

    private static async Task CallAsync(IPingGrain[] grains, int first, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await grains[(first + call) % grains.Length].Ping(call);
        }
    }

    private readonly record struct Round(double CallsPerSecond, double BytesPerCall, double CpuNanoseconds);
}
