using System.Collections.Concurrent;
using System.Diagnostics;
using Tripline.Bench.Harness;
using Tripline.Sources.Simulation;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Latency;

/// <summary>A steady stream of ticks, some of which fire an alert each; notes when each of those was appended and when
/// its trigger came.</summary>
internal sealed class LatencyLoad(BenchSilo silo) : IDisposable
{
    /// <summary>Ticks a second.</summary>
    public const int TicksPerSecond = 50_000;

    private const int Symbols = 1_000;
    private const int ProbeSymbols = 16;
    private const int AppendsInFlight = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LastArrival = TimeSpan.FromSeconds(10);

    private readonly SimulatedMarket _market = new(SimulatedSymbols.Synthetic(Symbols), 1, TicksPerSecond, 0);
    private readonly ConcurrentDictionary<long, long> _appendedAt = new();
    private readonly SemaphoreSlim _inFlight = new(AppendsInFlight);

    // Each probe's event time is its own, so that a trigger tells which tick it belongs to.
    private long _probeMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 3_600_000;
    private int _probe;

    /// <inheritdoc/>
    public void Dispose() => _inFlight.Dispose();

    /// <summary>Creates the alerts that the probes fire.</summary>
    public Task CreateAlertsAsync(CancellationToken cancellationToken) => BenchAlerts.CreateAsync(
        silo.Grains, ProbeSymbols, number => BenchAlerts.Rule(ProbeName(number), "crosses above", 100), cancellationToken);

    /// <summary>Runs for a while and waits for the last triggers.</summary>
    public async Task<(long Ticks, List<LatencySample> Samples)> RunAsync(
        HubClient client, TimeSpan duration, CancellationToken cancellationToken)
    {
        _appendedAt.Clear();
        var samples = new List<LatencySample>();
        var started = Stopwatch.GetTimestamp();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reader = Task.Run(() => ReadAsync(client, started, samples, reading.Token), cancellationToken);
        var ticks = await AppendAsync(duration, cancellationToken);

        var waiting = Stopwatch.GetTimestamp();
        while (!_appendedAt.IsEmpty && Stopwatch.GetElapsedTime(waiting) < LastArrival)
        {
            await Task.Delay(Pause, cancellationToken);
        }

        await reading.CancelAsync();
        await reader;
        return _appendedAt.IsEmpty
            ? (ticks, samples)
            : throw new InvalidOperationException($"{_appendedAt.Count} triggers did not come.");
    }

    private async Task<long> AppendAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * TicksPerSecond) - count;
            if (due <= 0)
            {
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            await _inFlight.WaitAsync(cancellationToken);
            count += due;
            _ = SendAsync(MakeChunk((int)due));
        }

        for (var i = 0; i < AppendsInFlight; i++)
        {
            await _inFlight.WaitAsync(cancellationToken);
        }

        _inFlight.Release(AppendsInFlight);
        return count;
    }

    private async Task SendAsync(Tick[] chunk)
    {
        try
        {
            await silo.Sink.AppendAsync(chunk, CancellationToken.None);
        }
        finally
        {
            _inFlight.Release();
        }
    }

    // The chunk's last tick but one sets its probe back, the last one fires it.
    private Tick[] MakeChunk(int count)
    {
        var chunk = new Tick[count + 2];
        var nowMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < count; i++)
        {
            chunk[i] = _market.Next(nowMs);
        }

        var name = ProbeName(_probe++ % ProbeSymbols);
        chunk[count] = new Tick(name, 99, 1, _probeMs);
        chunk[count + 1] = new Tick(name, 101, 1, ++_probeMs);
        _appendedAt[_probeMs] = Stopwatch.GetTimestamp();
        return chunk;
    }

    private async Task ReadAsync(
        HubClient client, long started, List<LatencySample> samples, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var arguments in client.Events("trigger").ReadAllAsync(cancellationToken))
            {
                var now = Stopwatch.GetTimestamp();
                var timeMs = arguments[0].GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds();
                if (_appendedAt.TryRemove(timeMs, out var appended))
                {
                    samples.Add(new LatencySample(
                        (int)Stopwatch.GetElapsedTime(started, appended).TotalSeconds,
                        Stopwatch.GetElapsedTime(appended, now).TotalMilliseconds));
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private static string ProbeName(int number) => $"PROBE{number:D2}";
}
