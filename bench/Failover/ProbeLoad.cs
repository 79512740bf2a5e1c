using Confluent.Kafka;
using Tripline.Bench.Kafka;
using Tripline.Sources.Simulation;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>A steady stream of ticks into a topic, of which every eighth is a probe of the next partition.</summary>
internal sealed class ProbeLoad : IAsyncDisposable
{
    /// <summary>Ticks a second.</summary>
    public const int TicksPerSecond = 5_000;

    /// <summary>One of so many ticks is a probe.</summary>
    public const int TicksPerProbe = 8;

    private const int Symbols = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FlushBound = TimeSpan.FromSeconds(30);

    private readonly IProducer<byte[], byte[]> _producer;
    private readonly string _topic;
    private readonly ProbeSymbols _probes;
    private readonly ProbeLedger _ledger;
    private readonly TimeProvider _time;
    private readonly long[] _lastMs;
    private readonly CancellationTokenSource _ending = new();
    private readonly SimulatedMarket _market = new(SimulatedSymbols.Synthetic(Symbols), 1, TicksPerSecond, 0);
    private readonly Task _running;
    private long _probeCount;

    /// <summary>Begins.</summary>
    public ProbeLoad(
        KafkaServer kafka, string topic, int partitions, ProbeSymbols probes, ProbeLedger ledger, TimeProvider time)
    {
        _topic = topic;
        _probes = probes;
        _ledger = ledger;
        _time = time;
        _lastMs = new long[partitions];
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig(new Dictionary<string, string>(KafkaServer.ClientOptions))
        {
            BootstrapServers = kafka.BootstrapServers,
            Partitioner = Partitioner.Murmur2Random,
            MaxInFlight = 1,
            LingerMs = 1,
        }).Build();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends; all that was produced is acknowledged.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _producer.Flush(FlushBound);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _producer.Dispose();
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        var started = _time.GetTimestamp();
        for (var count = 0L; !_ending.IsCancellationRequested;)
        {
            for (var due = _time.GetElapsedTime(started).TotalSeconds * TicksPerSecond; count < due; count++)
            {
                _producer.Produce(_topic, TopicFiller.ToMessage(count % TicksPerProbe == 0 ? NextProbe() : _market.Next(NowMs())));
            }

            await Task.Delay(Pause);
        }
    }

    private Tick NextProbe()
    {
        var (round, at) = Math.DivRem(_probeCount++, _lastMs.Length);
        var partition = (int)at;
        // Each probe of a partition has a time of its own: its trigger tells by it which probe fired.
        var timeMs = _lastMs[partition] = Math.Max(NowMs(), _lastMs[partition] + 1);
        if (round > 0)
        {
            // The first price of all crosses nothing.
            _ledger.Produced(partition, timeMs);
        }

        return new Tick(_probes[partition], ProbeSymbols.PriceOf(round), 1, timeMs);
    }

    private long NowMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
