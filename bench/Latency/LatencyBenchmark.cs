using System.Diagnostics;
using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Latency;

/// <summary>How long a trigger takes from its tick's append to a SignalR client, under a steady load.</summary>
public sealed class LatencyBenchmark : IBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "latency";

    /// <inheritdoc/>
    public string Summary => "50,000 ticks/s, tick appended to trigger at a SignalR client.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        await using var silo = BenchSilo.Build(data.Path);
        await silo.StartAsync();
        await using var client = await HubClient.ConnectAsync(silo.Address);
        await client.InvokeAsync("WatchTriggers", 0);

        using var load = new LatencyLoad(silo);
        await load.CreateAlertsAsync(options.Cancellation);
        await load.RunAsync(client, WarmUp * options.Scale, options.Cancellation);
        var p50 = new List<double>();
        var p99 = new List<double>();
        var worst = new List<double>();
        var rates = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            var result = await load.RunAsync(client, Measured * options.Scale, options.Cancellation);
            rates.Add(result.Ticks / Stopwatch.GetElapsedTime(started).TotalSeconds);
            var sorted = result.Samples.Select(sample => sample.Ms).Order().ToArray();
            p50.Add(sorted[sorted.Length / 2]);
            p99.Add(sorted[(int)(sorted.Length * 0.99)]);
            worst.AddRange(result.Samples.GroupBy(sample => sample.Second).Select(P99Of));
        }

        return new BenchReport(
            $"{LatencyLoad.TicksPerSecond:N0} ticks/s in appends of what is due each millisecond, a trigger each "
            + "few milliseconds; from the call that appends a tick to its trigger at the client, in the same process, which "
            + $"has done the same for {(WarmUp * options.Scale).TotalSeconds:0} s before.",
            [
                new("half of all triggers within", Median.Of(p50), "ms", BenchGoal.AtMost(1.5), "p50Ms"),
                new("99 of 100 within", Median.Of(p99), "ms", BenchGoal.AtMost(8), "p99Ms"),
                new($"99 of 100 of the worst of {worst.Count} seconds within", worst.Max(), "ms", BenchGoal.AtMost(25), "worstSecondMs"),
                new("ticks appended", Median.Of(rates), "ticks/s"),
            ]);
    }

    private static double P99Of(IEnumerable<LatencySample> samples)
    {
        var sorted = samples.Select(sample => sample.Ms).Order().ToArray();
        return sorted[(int)(sorted.Length * 0.99)];
    }
}
