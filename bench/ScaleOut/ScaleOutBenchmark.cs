using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Bench.Harness;
using Tripline.Bench.Kafka;
using Tripline.Streams.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.ScaleOut;

/// <summary>What a second silo brings: ticks that are in Kafka already, folded by one silo on one core, and by two silos
/// on a core each.</summary>
public sealed class ScaleOutBenchmark : IBenchmark
{
    private const int Ticks = 6_000_000;
    private const int WarmUpTicks = 4_000_000;
    private const int Partitions = 8;
    private const string TieredCompilation = "DOTNET_TieredCompilation";
    private const int RulesPerRequest = 5_000;

    /// <inheritdoc/>
    public string Name => "scaleout";

    /// <inheritdoc/>
    public string Summary => "Ticks in Kafka folded by one silo on one core and by two silos on a core each.";

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
        var (ones, twos) = (new List<Round>(), new List<Round>());
        for (var run = 0; run < options.Runs; run++)
        {
            ones.Add(await RunOnceAsync(options, postgres, kafka, silos: 1));
            twos.Add(await RunOnceAsync(options, postgres, kafka, silos: 2));
        }

        var (one, two) = (MedianOf(ones), MedianOf(twos));
        var ratios = ones.Zip(twos, (alone, both) => both.TicksPerSecond / alone.TicksPerSecond).ToList();
        return new BenchReport(
            $"{options.Scaled(Ticks):N0} ticks of {BenchMarket.Symbols:N0} symbols, a record of JSON each, in {Partitions} partitions, "
            + "a rule on each symbol; silos, broker and database on "
            + $"{Environment.ProcessorCount} cores",
            [
                new("one silo on one core", one.TicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondOne"),
                new("two silos on a core each", two.TicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondTwo"),
                new(
                    "ratio", Median.Of([.. ratios]), "times", BenchGoal.AtLeast(1.7), "scaleOutRatio"),
                new(
                    "ratio, had the silos' cores nothing else to do",
                    2 * two.TicksPerSiloSecond / one.TicksPerSiloSecond,
                    "times",
                    JsonKey: "scaleOutRatioOfProcessorTime"),
                new("one silo, per second of its own processor time", one.TicksPerSiloSecond, "ticks"),
                new("two silos, per second of their own processor time", two.TicksPerSiloSecond, "ticks"),
            ],
            [
                $"One silo, last run: {one.Costs}.",
                $"Two silos, last run: {two.Costs}.",
                "The ratio of each pair of runs: "
                    + string.Join(", ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture))) + ".",
                "The silos run without tiered compilation, so that their code does not change while they are measured.",
                "Broker and database may use all cores, those of the silos too: what they take is missing there.",
            ]);
    }

    private static Round MedianOf(List<Round> rounds) => rounds[^1] with
    {
        TicksPerSecond = Median.Of([.. rounds.Select(round => round.TicksPerSecond)]),
        TicksPerSiloSecond = Median.Of([.. rounds.Select(round => round.TicksPerSiloSecond)]),
    };

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
            cluster.Launch(core: silo % Environment.ProcessorCount);
        }

        await cluster.WaitUntilSharedAsync();
        await using var log = new KafkaTickLog(
            LogOptions(kafka, cluster.Topic), TimeProvider.System, NullLogger<KafkaTickLog>.Instance);
        var market = BenchMarket.Busy.Open();
        await CreateRulesAsync(cluster);
        TopicFiller.FillJson(kafka, cluster.Topic, WarmUpTicks, market);
        await cluster.WaitUntilFoldedAsync(await EndAsync(log));

        foreach (var silo in cluster.Silos)
        {
            silo.Freeze();
        }

        var ticks = options.Scaled(Ticks);
        TopicFiller.FillJson(kafka, cluster.Topic, ticks, market);
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
            ticks / (after.Silos - before.Silos),
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

    private sealed record Round(double TicksPerSecond, double TicksPerSiloSecond, string Costs);
}
