using System.Globalization;
using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>How long triggers stand still when a silo of three is killed, frozen or stopped, and when all are killed.
/// </summary>
public sealed class FailoverBenchmark : IBenchmark
{
    private const int Rounds = 10;

    /// <inheritdoc/>
    public string Name => "failover";

    /// <inheritdoc/>
    public string Summary => "Three silos under load: triggers flow again after a kill, a freeze, a stop, the end of all (--rounds).";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var rounds = options.Rounds ?? options.Scaled(Rounds);
        await using var postgres = await PostgresServer.StartAsync(options.DataPath, isDurable: true);
        await using var kafka = await KafkaServer.StartAsync(options.DataPath);
        await using var cluster = await FailoverCluster.StartAsync(postgres, kafka, options);
        var events = new FailoverEvents(cluster, options.Cancellation);
        var (kills, freezes, stops, ends) = (Rows(), Rows(), Rows(), Rows());
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                kills.Add(await events.KillAsync(round));
                freezes.Add(await events.FreezeAsync(round));
                stops.Add(await events.StopAsync(round));
                ends.Add(await events.KillAllAsync());
            }

            var unseen = await cluster.EndAsync();
            var report = Report(cluster, events, unseen, kills, freezes, stops, ends);
            return report.Rows.All(row => row.Goal is not { Bound: 0 } goal || goal.IsMetBy(row.Value))
                ? report
                : report with { Notes = [.. report.Notes!, $"{unseen} What all silos wrote is in {await KeepAsync(cluster.Processes)}."] };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new InvalidOperationException(
                $"{fault.Message} What all silos wrote is in {await KeepAsync(cluster.Processes)}. Until then: "
                + $"{Describe("kill", kills)} {Describe("freeze", freezes)} {Describe("stop", stops)} {Describe("end of all", ends)}",
                fault);
        }
    }

    private static List<FailoverRound> Rows() => [];

    private static BenchReport Report(
        FailoverCluster cluster,
        FailoverEvents events,
        UnseenProbes unseen,
        List<FailoverRound> kills,
        List<FailoverRound> freezes,
        List<FailoverRound> stops,
        List<FailoverRound> ends)
    {
        // Of a round in which all silos ended, none survived.
        var changes = kills.Concat(freezes).Concat(stops).Select(round => round.Changes).Aggregate((left, right) => left + right);
        return new BenchReport(
            $"{FailoverCluster.Silos} silos, {FailoverCluster.Partitions} partitions in Kafka, {ProbeLoad.TicksPerSecond:N0} ticks/s of "
            + $"which one of {ProbeLoad.TicksPerProbe} fires ({1.0 / ProbeLoad.TicksPerProbe:P1}), {kills.Count} rounds; the longest "
            + "that a tick produced from the event on waited until a client of a silo that lives had its trigger, in any partition "
            + $"of the silo; silos, broker and database on {Environment.ProcessorCount} cores",
            [
                .. Rows("one silo killed", 3, kills, "kill"),
                .. Rows("one silo frozen", 4, freezes, "freeze"),
                .. Rows("one silo told to stop", 0.5, stops, "stop"),
                .. Rows("all silos killed, three started", 10, ends, "killAll"),
                new("restarts of partitions at silos that survived", changes.Restarted, "", BenchGoal.AtMost(0), "restartedPartitions"),
                new("  moves to the silo that joined afterwards", changes.Joined, ""),
                new("  moves between silos that were there already", changes.Exchanged, ""),
                new("woken silos that did not end", events.NotEnded, "", BenchGoal.AtMost(0), "wokenNotEnded"),
                new("other silos that ended by themselves", cluster.Processes.Crashes.Count, "", BenchGoal.AtMost(0), "crashes"),
                new("ticks that should have fired and have no trigger", unseen.Missing.Count, "", BenchGoal.AtMost(0), "missingTriggers"),
                new("triggers that no client was sent", unseen.Unsent.Count, "", BenchGoal.AtMost(0), "unsentTriggers"),
            ],
            [
                Describe("Kill", kills),
                Describe("Freeze", freezes),
                Describe("Stop", stops),
                Describe("End of all", ends),
                .. cluster.Processes.Crashes,
            ]);
    }

    private static IEnumerable<BenchRow> Rows(string name, double goal, List<FailoverRound> rounds, string key)
    {
        var outages = rounds.Select(round => round.Outage.TotalSeconds).ToList();
        yield return new(name, Median.Of(outages), "s", BenchGoal.AtMost(goal), key + "Seconds");
        yield return new("  worst", outages.Max(), "s", BenchGoal.AtMost(goal), key + "WorstSeconds");
    }

    private static string Describe(string name, List<FailoverRound> rounds) =>
        $"{name}, each round: {List(rounds, round => round.Outage)} s without triggers; "
        + $"{List(rounds, round => round.Elsewhere)} s until they flow from other silos"
        + (rounds.Exists(round => round.Ended is not null) ? $"; process ended after {List(rounds, round => round.Ended!.Value)} s." : ".");

    private static string List(List<FailoverRound> rounds, Func<FailoverRound, TimeSpan> time) => string.Join(
        ", ", rounds.Select(round => time(round).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)));

    /// <summary>Leaves what all silos wrote, for whoever wants to know why.</summary>
    private static async Task<string> KeepAsync(TestCluster processes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SiloProgram.RepositoryFolder, "artifacts", "failover"));
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.log");
        await File.WriteAllLinesAsync(path, processes.Journal());
        return path;
    }
}
