using System.Diagnostics;
using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Burst;

/// <summary>One tick that fires very many rules at once.</summary>
public sealed class BurstBenchmark : IBenchmark
{
    private const int Rules = 100_000;
    private const string Symbol = "BURST";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public string Name => "burst";

    /// <inheritdoc/>
    public string Summary => "One tick crosses 100,000 rules: all stored and numbered.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var rules = options.Scaled(Rules);
        using var data = new TempFolder(options.DataPath);
        await using var silo = BenchSilo.Build(data.Path);
        await silo.StartAsync();
        await BenchAlerts.CreateAsync(
            silo.Grains,
            rules,
            number => BenchAlerts.Rule(Symbol, "crosses above", 100 + (number * 0.0001m)),
            options.Cancellation);

        var timeMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var first = double.NaN;
        var expected = 0L;
        var seconds = await Median.OfAsync(options.Runs, async () =>
        {
            await AppendAsync(silo, 99, timeMs++, options.Cancellation);
            expected += rules;
            var started = Stopwatch.GetTimestamp();
            await AppendAsync(silo, 200, timeMs++, options.Cancellation);
            while (await silo.LastTriggerNumberAsync() < expected)
            {
                await Task.Delay(Pause, options.Cancellation);
            }

            var taken = Stopwatch.GetElapsedTime(started).TotalSeconds;
            first = double.IsNaN(first) ? taken : first;
            return taken;
        });
        return new BenchReport(
            $"One tick crosses the levels of {rules:N0} rules of one symbol; from its append to the last stored trigger.",
            [
                new("all stored and numbered", seconds, "s", null, "seconds", BenchGoal.AtMost(1.2)),
                new("the first time, code not warm", first, "s"),
            ]);
    }

    private static ValueTask AppendAsync(BenchSilo silo, double price, long timeMs, CancellationToken cancellationToken) =>
        silo.Sink.AppendAsync(new[] { new Tick(Symbol, price, 1, timeMs) }, cancellationToken);
}
