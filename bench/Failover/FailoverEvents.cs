using System.Diagnostics;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>Does to silos what may happen to them, and measures what comes of it. Each event begins and ends with the
/// cluster at rest.</summary>
internal sealed class FailoverEvents(FailoverCluster cluster, CancellationToken cancellationToken)
{
    // Steady load between two events: more than the time between two checkpoints.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(6);

    // More than the minute after which Orleans reads its table of members, whoever else tells it nothing.
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(90);

    /// <summary>Woken silos whose process had to be killed, because it did not end by itself.</summary>
    public int NotEnded { get; private set; }

    /// <summary>A silo's process is killed.</summary>
    public async Task<FailoverRound> KillAsync(int turn)
    {
        var victim = await BeginAsync(turn);
        var round = await MeasureAsync([victim], () => cluster.Processes.KillAsync(victim));
        return await EndAsync(round);
    }

    /// <summary>A silo's process is frozen, and woken after others have its partitions: it must end by itself.</summary>
    public async Task<FailoverRound> FreezeAsync(int turn)
    {
        var victim = await BeginAsync(turn);
        var round = await MeasureAsync([victim], () =>
        {
            victim.Freeze();
            return Task.CompletedTask;
        });
        var woken = Stopwatch.GetTimestamp();
        victim.Thaw();
        try
        {
            await victim.WaitForExitAsync(EndBound);
        }
        catch (TimeoutException)
        {
            NotEnded++;
        }

        var ended = Stopwatch.GetElapsedTime(woken);
        await cluster.Processes.KillAsync(victim);
        return await EndAsync(round with { Ended = ended });
    }

    /// <summary>A silo is told to stop.</summary>
    public async Task<FailoverRound> StopAsync(int turn)
    {
        var victim = await BeginAsync(turn);
        var signalled = Stopwatch.GetTimestamp();
        var stopping = Task.CompletedTask;
        var round = await MeasureAsync([victim], () =>
        {
            stopping = cluster.Processes.StopAsync(victim);
            return Task.CompletedTask;
        });
        await stopping;
        return await EndAsync(round with { Ended = Stopwatch.GetElapsedTime(signalled) });
    }

    /// <summary>All silos' processes are killed at once, and as many are started at once on other ports.</summary>
    public async Task<FailoverRound> KillAllAsync()
    {
        await BeginAsync(0);
        var round = await MeasureAsync(cluster.Processes.Silos, async () =>
        {
            await Task.WhenAll(cluster.Processes.Silos.Select(cluster.Processes.KillAsync));
            for (var silo = 0; silo < FailoverCluster.Silos; silo++)
            {
                cluster.Processes.Launch();
            }

            await cluster.Watch.FollowAsync(cluster.Processes.Silos);
        });
        return await EndAsync(round);
    }

    private async Task<SiloProcess> BeginAsync(int turn)
    {
        await cluster.RestAsync();
        // The time that passes is the load, not a wait for something.
        await Task.Delay(Pace, cancellationToken);
        return cluster.Processes.AnyOf(turn);
    }

    private async Task<Measured> MeasureAsync(IReadOnlyCollection<SiloProcess> victims, Func<Task> strike)
    {
        var present = Names(cluster.Processes.Silos);
        var takes = PartitionTakes.Read(cluster.Processes);
        var held = (await Holders.ReadAsync(cluster.Processes.Silos)).Of(victims);
        await cluster.Watch.FollowAsync([.. cluster.Processes.Silos.Except(victims)]);
        cluster.Ledger.Forget();
        var at = Stopwatch.GetTimestamp();
        await strike();
        await cluster.FlowAsync([.. cluster.Processes.Silos.Except(victims)], held);
        return new Measured(
            cluster.Ledger.LongestWait(held, at), Stopwatch.GetElapsedTime(at), null, takes, present, Names(victims));
    }

    private async Task<FailoverRound> EndAsync(Measured round)
    {
        await cluster.RestAsync();
        return new FailoverRound(
            round.Outage,
            round.Elsewhere,
            round.Ended,
            PartitionTakes.Read(cluster.Processes).Since(round.Takes, round.Present, round.Victims));
    }

    private List<string> Names(IReadOnlyCollection<SiloProcess> silos) => [.. silos.Select(cluster.Processes.NameOf)];

    private sealed record Measured(
        TimeSpan Outage,
        TimeSpan Elsewhere,
        TimeSpan? Ended,
        PartitionTakes Takes,
        IReadOnlyCollection<string> Present,
        IReadOnlyCollection<string> Victims);
}
