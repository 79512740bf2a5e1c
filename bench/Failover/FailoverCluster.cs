using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>Silos under a steady load, with clients that watch their triggers, and how they come to rest.</summary>
internal sealed class FailoverCluster : IAsyncDisposable
{
    /// <summary>Partitions of the topic.</summary>
    public const int Partitions = 12;

    /// <summary>Silos that run between two events.</summary>
    public const int Silos = 3;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LastArrival = TimeSpan.FromSeconds(15);

    private readonly TestCluster _cluster;
    private readonly KafkaServer _kafka;
    private readonly ProbeLoad _load;
    private readonly ProbeSymbols _probes;
    private readonly CancellationToken _cancellation;

    private FailoverCluster(
        TestCluster cluster,
        KafkaServer kafka,
        ProbeLoad load,
        ProbeSymbols probes,
        ProbeLedger ledger,
        CancellationToken cancellation)
    {
        _kafka = kafka;
        _cluster = cluster;
        _load = load;
        _probes = probes;
        Ledger = ledger;
        Watch = new TriggerWatch(probes, ledger);
        _cancellation = cancellation;
    }

    /// <summary>The probes.</summary>
    public ProbeLedger Ledger { get; }

    /// <summary>The clients.</summary>
    public TriggerWatch Watch { get; }

    /// <summary>The silos' processes.</summary>
    public TestCluster Processes => _cluster;

    /// <summary>Starts silos, as they are by default, and the load.</summary>
    public static async Task<FailoverCluster> StartAsync(PostgresServer postgres, KafkaServer kafka, BenchOptions options)
    {
        var cluster = await TestCluster.CreateAsync(
            postgres, kafka, Partitions,
            "--Partitions:CheckpointInterval", "00:00:05",
            "--Logging:LogLevel:Tripline.Grains.Partitions", "Debug");
        try
        {
            await cluster.StartAsync(Silos);
            var probes = new ProbeSymbols(Partitions);
            await cluster.Silos[0].Api.CreateAlertsAsync(probes.Alerts());
            var ledger = new ProbeLedger(TimeProvider.System, Partitions);
            var load = new ProbeLoad(kafka, cluster.Topic, Partitions, probes, ledger, TimeProvider.System);
            return new FailoverCluster(cluster, kafka, load, probes, ledger, options.Cancellation);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until there are as many silos as there should be, with equal shares, and triggers of all partitions
    /// flow.</summary>
    public async Task RestAsync()
    {
        while (_cluster.Silos.Count < Silos)
        {
            _cluster.Launch();
        }

        await _cluster.WaitUntilSharedAsync(_cancellation);
        await Watch.FollowAsync(_cluster.Silos);
        await FlowAsync(_cluster.Silos, Enumerable.Range(0, Partitions), share: Partitions / Silos);
    }

    /// <summary>Waits until some silos hold all partitions, and triggers of some of these flow that were produced since
    /// then.</summary>
    /// <param name="silos">The silos.</param>
    /// <param name="partitions">The partitions whose triggers must flow.</param>
    /// <param name="share">How many each silo must hold; 0 for any.</param>
    public async Task FlowAsync(IReadOnlyCollection<SiloProcess> silos, IEnumerable<int> partitions, int share = 0)
    {
        await Eventually.BecomesTrueAsync(
            "the silos hold all partitions",
            Bound,
            async () =>
            {
                var holders = await Holders.ReadAsync(silos);
                return holders.Count == Partitions && (share == 0 || silos.All(silo => holders.Of([silo]).Count == share));
            },
            cancellation: _cancellation);
        var heldAt = TimeProvider.System.GetTimestamp();
        await Eventually.BecomesTrueAsync(
            "triggers of all of their partitions come",
            Bound,
            () => Task.FromResult(Ledger.Flow(partitions, heldAt)),
            cancellation: _cancellation);
    }

    /// <summary>Ends the load and returns the probes whose triggers no client has seen within a bound.</summary>
    public async Task<UnseenProbes> EndAsync()
    {
        await _load.EndAsync();
        try
        {
            await Eventually.BecomesTrueAsync(
                "all triggers come", LastArrival, () => Task.FromResult(Ledger.Waiting.Count == 0), cancellation: _cancellation);
        }
        catch (TimeoutException)
        {
            // What is left is the answer.
        }

        return await UnseenProbes.FindAsync(Ledger.Waiting, _probes, _cluster.Silos[0], _kafka, _cluster.Topic);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        await Watch.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
