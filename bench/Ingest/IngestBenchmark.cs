using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tripline.Bench.Harness;
using Tripline.Sources.Simulation;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Ingest;

/// <summary>Ticks posted as lines of JSON over the loopback; each post is answered when its ticks are durable.
/// </summary>
public sealed class IngestBenchmark : IBenchmark
{
    private const int TicksPerPost = 1_000;
    private const int Posts = 3_000;
    private const int Clients = 8;
    private const int Symbols = 1_000;
    private const int DistinctBodies = 200;

    /// <inheritdoc/>
    public string Name => "ingest";

    /// <inheritdoc/>
    public string Summary => "NDJSON posts of 1,000 ticks over loopback, durable.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var posts = options.Scaled(Posts, least: Clients);
        var bodies = Bodies();
        using var data = new TempFolder(options.DataPath);
        await using var silo = BenchSilo.Build(data.Path);
        await silo.StartAsync();
        using var http = new HttpClient { BaseAddress = silo.Address };
        await MeasureAsync(http, bodies, posts / 4, options.Cancellation);
        var ticksPerSecond = await Median.OfAsync(
            options.Runs, () => MeasureAsync(http, bodies, posts, options.Cancellation));
        return new BenchReport(
            $"{posts:N0} posts of {TicksPerPost:N0} ticks of {Symbols:N0} symbols by {Clients} clients in the same "
            + "process as the silo, which folds them meanwhile.",
            [new("ticks", ticksPerSecond, "ticks/s", BenchGoal.AtLeast(200_000), "ticksPerSecond")]);
    }

    private static async Task<double> MeasureAsync(
        HttpClient http, byte[][] bodies, int posts, CancellationToken cancellationToken)
    {
        var next = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(
            async () =>
            {
                for (int post; (post = Interlocked.Increment(ref next) - 1) < posts;)
                {
                    await PostAsync(http, bodies[post % bodies.Length], cancellationToken);
                }
            },
            cancellationToken)));
        return (double)posts * TicksPerPost / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task PostAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.PostAsync("/api/v1/ticks", content, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Accepted || !text.Contains($"\"accepted\":{TicksPerPost}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The silo answered {(int)answer.StatusCode}: {text}");
        }
    }

    private static byte[][] Bodies()
    {
        var market = new SimulatedMarket(
            SimulatedSymbols.Synthetic(Symbols), seed: 1, 100_000, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        return [.. Enumerable.Range(0, DistinctBodies).Select(_ =>
        {
            var lines = new StringBuilder();
            for (var i = 0; i < TicksPerPost; i++)
            {
                var tick = market.Next();
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $$"""{"symbol":"{{tick.Symbol}}","price":{{tick.Price}},"size":{{tick.Size}},"time":{{tick.TimeMs}}}""").Append('\n');
            }

            return Encoding.UTF8.GetBytes(lines.ToString());
        })];
    }
}
