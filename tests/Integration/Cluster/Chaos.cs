using System.Diagnostics;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>Does what machines, networks and operators do, in random order and at random moments, while trades come
/// in.</summary>
internal sealed class Chaos(
    TestCluster cluster,
    PostgresServer postgres,
    KafkaServer kafka,
    TickFeed feed,
    Random random,
    Action<string> writeLine,
    CancellationToken cancellationToken)
{
    // About as long as a silo is not heard of until others take its partitions.
    private static readonly TimeSpan LeastFreeze = TimeSpan.FromSeconds(3);

    // Kills and joins keep the number of silos within these.
    private const int LeastSilos = 2;
    private const int MostSilos = 4;

    // The database's words for the write of a stale owner.
    private const string Refused = "another silo has taken a partition";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private readonly long _startedAt = Stopwatch.GetTimestamp();

    /// <summary>How many writes of silos that were no longer the owners the database has refused.</summary>
    public Task<int> CountRefusalsAsync() => postgres.CountInLogAsync(Refused);

    /// <summary>Does all of a plan; the last trades are fed with the last fault.</summary>
    public async Task RunAsync(FaultPlan plan)
    {
        var fed = TimeSpan.Zero;
        foreach (var fault in plan.Shuffle(random))
        {
            var length = plan.LengthOf(fault);
            fed += length;
            var feeding = feed.FeedAsync((int)(feed.Count * Math.Min(1, fed / plan.Length)), length, cancellationToken);
            // The moment is the stimulus, not a wait for something.
            await Task.Delay(random.NextDouble() * plan.Unit, cancellationToken);
            await DoAsync(fault);
            await feeding;
        }
    }

    private Task DoAsync(Fault fault) => fault switch
    {
        Fault.Kill => KillAsync(),
        Fault.Join => JoinAsync(),
        Fault.Freeze => FreezeAsync(),
        Fault.RestartDatabase => RestartAsync("PostgreSQL", postgres.RestartAsync),
        _ => RestartAsync("the broker", kafka.RestartAsync),
    };

    private async Task KillAsync()
    {
        var (silo, held) = await AnyHolderAsync();
        Tell($"kill {cluster.NameOf(silo)}, which holds {held}");
        await cluster.KillAsync(silo);
        while (cluster.Silos.Count < LeastSilos)
        {
            cluster.Launch();
        }
    }

    private async Task JoinAsync()
    {
        if (cluster.Silos.Count >= MostSilos)
        {
            // One that is up, so that it leaves in order.
            await cluster.WaitUntilSharedAsync(cancellationToken);
            var (silo, held) = await AnyHolderAsync();
            Tell($"stop {cluster.NameOf(silo)}, which holds {held}");
            await cluster.StopAsync(silo);
        }

        Tell($"{cluster.NameOf(cluster.Launch())} joins");
    }

    private async Task FreezeAsync()
    {
        var (silo, held) = await AnyHolderAsync();
        Tell($"freeze {cluster.NameOf(silo)}, which holds {held}");
        var refused = 0;
        silo.Freeze();
        try
        {
            await Task.Delay(LeastFreeze, cancellationToken);
            var untaken = held.Numbers.ToHashSet();
            await BecomesTrueAsync("other silos take its partitions", async () =>
            {
                // Whoever else stops and continues processes of the machine may have let it go on.
                silo.Freeze();
                await cluster.ReviveAsync();
                var shares = await Task.WhenAll(
                    cluster.Silos.Where(other => other != silo).Select(TestCluster.PartitionsAsync));
                untaken.ExceptWith(shares.SelectMany(share => share.Keys));
                return untaken.Count == 0;
            });
            refused = await CountRefusalsAsync();
        }
        finally
        {
            Tell($"{cluster.NameOf(silo)} goes on");
            silo.Thaw();
        }

        await BecomesTrueAsync(
            "the frozen silo learns that the others hold it for dead, and ends", () => Task.FromResult(silo.HasExited));
        Tell($"it has ended; {await CountRefusalsAsync() - refused} of its writes were refused");
        await cluster.ReviveAsync();
    }

    private async Task RestartAsync(string server, Func<bool, Task> restart)
    {
        var isAbrupt = random.Next(2) == 0;
        Tell($"restart {server}, {(isAbrupt ? "abruptly" : "in order")}");
        await restart(isAbrupt);
        Tell($"{server} is back");
    }

    /// <summary>A silo that folds trades, as soon as there is one.</summary>
    private async Task<(SiloProcess Silo, Holding Held)> AnyHolderAsync()
    {
        List<(SiloProcess Silo, Holding Held)> holders = [];
        await BecomesTrueAsync("a silo folds trades", async () =>
        {
            await cluster.ReviveAsync();
            var shares = await Task.WhenAll(cluster.Silos.Select(async silo =>
                (Silo: silo, Held: new Holding(await TestCluster.PartitionsAsync(silo)))));
            holders = [.. shares.Where(share => share.Held.HasTrades)];
            return holders.Count > 0;
        });
        return holders[random.Next(holders.Count)];
    }

    private Task BecomesTrueAsync(string what, Func<Task<bool>> condition) =>
        Eventually.BecomesTrueAsync(what, Bound, condition, cluster.Describe, cancellationToken);

    private void Tell(string what) => writeLine(
        $"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {Stopwatch.GetElapsedTime(_startedAt).TotalSeconds,5:0.0} s: {what}");
}
