using System.Diagnostics;
using Tripline.Bench.Failover;
using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Steady;

/// <summary>Whether silos that are healthy are taken for dead: half an hour at full load, while the collector makes one after
/// another stand still.</summary>
public sealed class SteadyBenchmark : IBenchmark
{
    private const int Minutes = 30;

    private static readonly TimeSpan CatchUpBound = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "steady";

    /// <inheritdoc/>
    public string Summary => "Three silos at full load for half an hour with pauses of the collector: none is taken for dead.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var time = TimeSpan.FromMinutes(Minutes) * options.Scale;
        await using var postgres = await PostgresServer.StartAsync(options.DataPath, isDurable: true);
        await using var kafka = await KafkaServer.StartAsync(options.DataPath);
        await using var cluster = await FailoverCluster.StartAsync(postgres, kafka, options);
        await cluster.RestAsync();
        var processes = cluster.Processes;
        var present = processes.Silos.Select(processes.NameOf).ToList();
        var takes = PartitionTakes.Read(processes);
        var costs = Costs(processes);
        var started = Stopwatch.GetTimestamp();
        await using var load = await FullLoad.StartAsync(kafka, processes, TimeProvider.System);
        await using var pauses = new CollectorPauses(processes);
        while (Stopwatch.GetElapsedTime(started) < time && processes.Silos.All(silo => !silo.HasExited))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), options.Cancellation);
        }

        var lasted = Stopwatch.GetElapsedTime(started);
        var used = Costs(processes) - costs;
        await pauses.EndAsync();
        await load.EndAsync();
        var ended = processes.Silos.Count(silo => silo.HasExited);
        await processes.ReviveAsync();
        await processes.WaitUntilSharedAsync(options.Cancellation);
        var changes = PartitionTakes.Read(processes).Since(takes, present, []);
        await processes.WaitUntilCaughtUpAsync(CatchUpBound);
        var unseen = await cluster.EndAsync();
        return new BenchReport(
            $"{FailoverCluster.Silos} silos, {FailoverCluster.Partitions} partitions, up to {FullLoad.Backlog:N0} records of JSON behind all the "
            + $"time, beside them {ProbeLoad.TicksPerSecond:N0} ticks/s of which one of {ProbeLoad.TicksPerProbe} fires; every "
            + $"{CollectorPauses.Interval.TotalSeconds:0} s a whole collection of one silo, every fifth with {CollectorPauses.Freeze.TotalSeconds} s "
            + $"of standstill; silos, broker and database on {Environment.ProcessorCount} cores",
            [
                new("minutes under load", lasted.TotalMinutes, "min"),
                new("folded", load.Produced / lasted.TotalSeconds, "ticks/s"),
                new("of the processor, by the silos", used / lasted.TotalSeconds, "cores"),
                new("whole collections", pauses.Collections, ""),
                new("freezes", pauses.Freezes, ""),
                new("silos that were taken for dead, or ended", ended, "", BenchGoal.AtMost(0), "evictions"),
                new(
                    "partitions that moved or began anew",
                    changes.Restarted + changes.Exchanged + changes.Joined,
                    "",
                    BenchGoal.AtMost(0),
                    "movedPartitions"),
                new("ticks that should have fired and have no trigger", unseen.Missing.Count, "", BenchGoal.AtMost(0), "missingTriggers"),
            ],
            [.. processes.Crashes]);
    }

    private static double Costs(TestCluster processes) =>
        processes.Silos.Where(silo => !silo.HasExited).Sum(silo => ProcessCosts.Seconds(silo.Id));
}
