using Confluent.Kafka;
using Tripline.Bench.Failover;
using Tripline.Bench.Kafka;
using Tripline.Sources.Simulation;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Steady;

/// <summary>Ticks into a topic, always more than its silos have folded: so they fold as fast as the machine can.</summary>
internal sealed class FullLoad : IAsyncDisposable
{
    /// <summary>Records that the silos are behind at most.</summary>
    public const int Backlog = 400_000;

    private const int Step = 100_000;
    private const int Symbols = 10_000;

    // More than the silos may be behind; the rest goes soon, or half an hour would fill a disk.
    private static readonly string[] ShortRetention = ["retention.bytes=67108864", "segment.bytes=16777216"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ending = new();
    private readonly KafkaServer _kafka;
    private readonly TestCluster _cluster;
    private readonly TimeProvider _time;
    private readonly Task _running;

    private FullLoad(KafkaServer kafka, TestCluster cluster, TimeProvider time)
    {
        (_kafka, _cluster, _time) = (kafka, cluster, time);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ticks produced so far.</summary>
    public long Produced { get; private set; }

    /// <summary>Begins.</summary>
    public static async Task<FullLoad> StartAsync(KafkaServer kafka, TestCluster cluster, TimeProvider time)
    {
        await kafka.ConfigureTopicAsync(cluster.Topic, ShortRetention);
        return new FullLoad(kafka, cluster, time);
    }

    /// <summary>Ends; all that was produced is acknowledged.</summary>
    /// <exception cref="KafkaException">The broker took no more.</exception>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        var market = new SimulatedMarket(SimulatedSymbols.Synthetic(Symbols), seed: 1, ProbeLoad.TicksPerSecond, 0);
        while (!_ending.IsCancellationRequested)
        {
            var shares = await Task.WhenAll(_cluster.Silos.Select(TestCluster.PartitionsAsync));
            var behind = shares.SelectMany(share => share.Values).Sum(partition => partition.End - partition.Position);
            if (behind > Backlog)
            {
                await Task.Delay(Pause);
                continue;
            }

            TopicFiller.FillJson(_kafka, _cluster.Topic, Step, () => market.Next(_time.GetUtcNow().ToUnixTimeMilliseconds()));
            Produced += Step;
        }
    }
}
