using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Bench.Harness;
using Tripline.Bench.Kafka;
using Tripline.Streams.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.ScaleOut;

/// <summary>What it costs that silos work together: the processor time of three of them and of one, for the same ticks, which
/// are in Kafka already.</summary>
public sealed class ScaleOutBenchmark : IBenchmark
{
    private const int Ticks = 6_000_000;
    private const int WarmUpTicks = 4_000_000;
    private const int Partitions = 12;
    private const int Silos = 3;
    private const string TieredCompilation = "DOTNET_TieredCompilation";
    private const int RulesPerRequest = 5_000;

    /// <inheritdoc/>
    public string Name => "scaleout";

    /// <inheritdoc/>
    public string Summary => "Ticks in Kafka folded by one silo and by three: processor time of all silos a million ticks.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        // The silos inherit it.
        Environment.SetEnvironmentVariable(TieredCompilation, "0");
        try
        {
            return await MeasureAsync(options);
        }
        finally
        {
            Environment.SetEnvironmentVariable(TieredCompilation, null);
        }
    }

    private static async Task<BenchReport> MeasureAsync(BenchOptions options)
    {
        await using var postgres = await PostgresServer.StartAsync(options.DataPath, isDurable: true);
        await using var kafka = await KafkaServer.StartAsync(options.DataPath);
        // In turns, so that a machine that is slower for a while is so for both.
        var (ones, threes) = (new List<Round>(), new List<Round>());
        for (var run = 0; run < options.Runs; run++)
        {
            ones.Add(await RunOnceAsync(options, postgres, kafka, silos: 1));
            threes.Add(await RunOnceAsync(options, postgres, kafka, Silos));
        }

        var ratios = ones.Zip(threes, (one, three) => three.SiloSeconds / one.SiloSeconds).ToList();
        return new BenchReport(
            $"{options.Scaled(Ticks):N0} ticks of {BenchMarket.Symbols:N0} symbols, a record of JSON each, in {Partitions} partitions, "
            + $"a rule on each symbol; silos, broker and database on {Environment.ProcessorCount} cores",
            [
                new("one silo", Median.Of([.. ones.Select(round => round.SiloSeconds)]), "processor s/million ticks"),
                new("three silos, all together", Median.Of([.. threes.Select(round => round.SiloSeconds)]), "processor s/million ticks"),
                new("  of one silo's", Median.Of([.. ratios]), "times", BenchGoal.AtMost(1.15), "scaleOutCost"),
                new("one silo", Median.Of([.. ones.Select(round => round.TicksPerSecond)]), "ticks/s"),
                new("three silos", Median.Of([.. threes.Select(round => round.TicksPerSecond)]), "ticks/s"),
            ],
            [
                $"One silo, last run: {ones[^1].Costs}.",
                $"Three silos, last run: {threes[^1].Costs}.",
                "The ratio of each pair of runs: "
                    + string.Join(", ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture))) + ".",
                "The silos run without tiered compilation, so that their code does not change while they are measured.",
            ]);
    }

    private static async Task<Round> RunOnceAsync(
        BenchOptions options, PostgresServer postgres, KafkaServer kafka, int silos)
    {
        // The silos stand still while the topic is filled; nobody may think that they are gone.
        await using var cluster = await TestCluster.CreateAsync(
            postgres,
            kafka,
            Partitions,
            "--Membership:ProbeTimeout", "00:01:00", "--Membership:MissedProbes", "20", "--Partitions:CheckpointInterval", "00:00:05");
        for (var silo = 0; silo < silos; silo++)
        {
            cluster.Launch();
        }

        await cluster.WaitUntilSharedAsync();
        await using var log = new KafkaTickLog(
            LogOptions(kafka, cluster.Topic), TimeProvider.System, NullLogger<KafkaTickLog>.Instance);
        var market = BenchMarket.Busy.Open();
        await CreateRulesAsync(cluster);
        TopicFiller.FillJson(kafka, cluster.Topic, WarmUpTicks, market.Next);
        await cluster.WaitUntilFoldedAsync(await EndAsync(log));

        foreach (var silo in cluster.Silos)
        {
            silo.Freeze();
        }

        var ticks = options.Scaled(Ticks);
        TopicFiller.FillJson(kafka, cluster.Topic, ticks, market.Next);
        var end = await EndAsync(log);
        var before = Costs(postgres, kafka, cluster);
        var started = Stopwatch.GetTimestamp();
        foreach (var silo in cluster.Silos)
        {
            silo.Thaw();
        }

        await cluster.WaitUntilFoldedAsync(end, TimeSpan.FromMinutes(5));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var after = Costs(postgres, kafka, cluster);
        return new Round(
            ticks / seconds,
            (after.Silos - before.Silos) * 1e6 / ticks,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:0.0} s, of the processor {after.Silos - before.Silos:0.0} s for the silos, "
                + $"{after.Broker - before.Broker:0.0} s for the broker and {after.Database - before.Database:0.0} s for the database"));
    }

    private static async Task<long> EndAsync(KafkaTickLog log)
    {
        var end = 0L;
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            end += (await log.ReadRangeAsync(partition, CancellationToken.None)).End;
        }

        return end;
    }

    // One level near each symbol's first price.
    private static async Task CreateRulesAsync(TestCluster cluster)
    {
        foreach (var symbols in BenchMarket.Busy.FirstPrices().Chunk(RulesPerRequest))
        {
            await cluster.Silos[0].Api.CreateAlertsAsync([.. symbols.Select(symbol => (JsonNode)new JsonObject
            {
                ["symbol"] = symbol.Symbol,
                ["when"] = string.Create(CultureInfo.InvariantCulture, $"price crosses {Math.Round((decimal)symbol.Price * 1.01m, 2)}"),
                ["cooldown"] = "5m",
            })]);
        }
    }

    private static KafkaOptions LogOptions(KafkaServer kafka, string topic)
    {
        var options = new KafkaOptions { BootstrapServers = kafka.BootstrapServers, Topic = topic, DeadLetterTopic = "" };
        foreach (var (key, value) in KafkaServer.ClientOptions)
        {
            options.Client[key] = value;
        }

        return options;
    }

    private static (double Silos, double Broker, double Database) Costs(
        PostgresServer postgres, KafkaServer kafka, TestCluster cluster) => (
        cluster.Silos.Sum(silo => ProcessCosts.Seconds(silo.Id)),
        ProcessCosts.Seconds(kafka.ProcessId),
        ProcessCosts.Seconds(postgres.ProcessId));

    private sealed record Round(double TicksPerSecond, double SiloSeconds, string Costs);
}
