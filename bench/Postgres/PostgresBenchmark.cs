using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Bench.Harness;
using Tripline.Storage;
using Tripline.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Postgres;

/// <summary>The PostgreSQL storage on a server of its own beside it, commits waiting for the disk.</summary>
public sealed class PostgresBenchmark : IBenchmark
{
    private const int Symbols = 100_000;
    private const int Writers = 64;

    public string Name => "postgres";

    public string Summary => "Stores checkpoints, grain states and triggers in PostgreSQL.";

    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        await using var server = await PostgresServer.StartAsync(options.DataPath, isDurable: true);
        await using var storage = await PostgresStorage.OpenAsync(
            new PostgresOptions { ConnectionString = await server.CreateDatabaseAsync() },
            PartitionFence.Single,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            options.Cancellation);
        var work = new PostgresWork(storage, options.Cancellation);

        var symbols = options.Scaled(Symbols);
        var first = await SecondsAsync(() => work.CheckpointAsync(symbols, 0));
        var round = 0;
        var again = await Median.OfAsync(
            options.Runs, () => SecondsAsync(() => work.CheckpointAsync(symbols, ++round)));
        var grainWrites = options.Scaled(100_000, Writers);
        var grainSeconds = await Median.OfAsync(
            options.Runs, () => SecondsAsync(() => work.WriteGrainsAsync(Writers, grainWrites / Writers)));
        var creations = options.Scaled(30_000, Writers);
        var creationSeconds = await Median.OfAsync(
            options.Runs, () => SecondsAsync(() => work.CreateAlertsAsync(Writers, creations / Writers)));
        var triggers = options.Scaled(100_000);
        var burst = await Median.OfAsync(options.Runs, () => SecondsAsync(() => work.AppendTriggersAsync(triggers)));

        return new BenchReport(
            $"{symbols:N0} symbols of 300 bytes a checkpoint; {Writers} writers of grain states of 200 bytes",
            [
                new("checkpoint of dirty symbols, all new", first, "s", BenchGoal.AtMost(2), "firstCheckpointSeconds"),
                new("checkpoint of dirty symbols, again", again, "s", BenchGoal.AtMost(2), "checkpointSeconds"),
                new(
                    "grain states written",
                    grainWrites / grainSeconds,
                    "1/s",
                    BenchGoal.AtLeast(10_000),
                    "grainWritesPerSecond"),
                new(
                    "alerts created (journal, index, state)",
                    creations / creationSeconds,
                    "1/s",
                    BenchGoal.AtLeast(5_000),
                    "alertCreationsPerSecond"),
                new("triggers of one burst", burst, "s", BenchGoal.AtMost(2), "burstSeconds"),
            ],
            ["The server shares the machine's cores with the writers."]);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
