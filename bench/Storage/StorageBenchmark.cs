using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Bench.Harness;
using Tripline.Storage;
using Tripline.Storage.Embedded;
using Tripline.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Storage;

/// <summary>The embedded storage beside PostgreSQL, whose server runs on the same machine and waits for the disk at each
/// commit.</summary>
public sealed class StorageBenchmark : IBenchmark
{
    private const int Creations = 20_000;

    // The compiler goes on optimising during the first 40,000.
    private const int WarmUps = 2;

    /// <inheritdoc/>
    public string Name => "storage";

    /// <inheritdoc/>
    public string Summary => "Checkpoints, grain states, triggers and alert creations, embedded beside PostgreSQL.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var embedded = await MeasureEmbeddedAsync(options);
        var embeddedCreations = await MeasureCreationsAsync(options);
        await using var server = await PostgresServer.StartAsync(options.DataPath, isDurable: true);
        var postgres = await MeasurePostgresAsync(await server.CreateDatabaseAsync(), options);
        var creations = await MeasureCreationsAsync(
            options, "--ConnectionStrings:Tripline", await server.CreateDatabaseAsync());
        return new BenchReport(
            $"{options.Scaled(StorageFigures.Rows):N0} symbols of 300 bytes a checkpoint; {StorageFigures.Writers} writers "
            + $"of grain states of 200 bytes; {options.Scaled(Creations, 64):N0} alerts over REST from 64 clients in the "
            + "silo's process",
            [
                new("PostgreSQL: checkpoint, all new", postgres.FirstCheckpointSeconds, "s", BenchGoal.AtMost(2), "postgresFirstCheckpointSeconds"),
                new("PostgreSQL: checkpoint", postgres.CheckpointSeconds, "s", BenchGoal.AtMost(2), "postgresCheckpointSeconds"),
                new("embedded: checkpoint", embedded.CheckpointSeconds, "s", null, "embeddedCheckpointSeconds", BenchGoal.AtMost(1 / 0.9)),
                new("ratio", postgres.CheckpointSeconds / embedded.CheckpointSeconds, "×", null, "checkpointRatio"),
                new("PostgreSQL: alerts created over REST", creations, "1/s", BenchGoal.AtLeast(5_000), "postgresCreationsPerSecond"),
                new("embedded: alerts created over REST", embeddedCreations, "1/s", null, "embeddedCreationsPerSecond", BenchGoal.AtLeast(0.9)),
                new("ratio", creations / embeddedCreations, "×", null, "creationsRatio"),
                new("PostgreSQL: grain states written", postgres.GrainWritesPerSecond, "1/s", BenchGoal.AtLeast(10_000), "postgresGrainWritesPerSecond"),
                new("embedded: grain states written", embedded.GrainWritesPerSecond, "1/s", null, "embeddedGrainWritesPerSecond"),
                new("PostgreSQL: triggers of one burst", postgres.BurstSeconds, "s", BenchGoal.AtMost(2), "postgresBurstSeconds"),
                new("embedded: triggers of one burst", embedded.BurstSeconds, "s", null, "embeddedBurstSeconds"),
            ],
            ["Clients, silo and database server share the machine's cores."]);
    }

    private static async Task<StorageFigures> MeasureEmbeddedAsync(BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        await using var storage = await EmbeddedStorage.OpenAsync(
            new EmbeddedStorageOptions { DataPath = data.Path }, TimeProvider.System, NullLoggerFactory.Instance);
        return await StorageFigures.MeasureAsync(storage.Grains, storage.Checkpoints, storage.Triggers, options);
    }

    private static async Task<StorageFigures> MeasurePostgresAsync(string database, BenchOptions options)
    {
        await using var storage = await PostgresStorage.OpenAsync(
            new PostgresOptions { ConnectionString = database },
            PartitionFence.Single,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            options.Cancellation);
        return await StorageFigures.MeasureAsync(storage.Grains, storage.Checkpoints, storage.Triggers, options);
    }

    private static async Task<double> MeasureCreationsAsync(BenchOptions options, params string[] siloOptions)
    {
        using var data = new TempFolder(options.DataPath);
        await using var silo = BenchSilo.Build(data.Path, siloOptions);
        var load = new CreationLoad(silo, options.Cancellation);
        await load.StartAsync();
        var creations = options.Scaled(Creations, 64);
        for (var round = 0; round < WarmUps; round++)
        {
            await load.MeasureAsync(creations);
        }

        return await Median.OfAsync(options.Runs, () => load.MeasureAsync(creations));
    }
}
