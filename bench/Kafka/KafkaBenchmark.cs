using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Kafka;

/// <summary>Ticks that are in Kafka already: by a bare loop of the client, and the whole way to stored triggers.</summary>
public sealed class KafkaBenchmark : IBenchmark
{
    private const int JsonTicks = 4_000_000;
    private const int JsonWarmUpTicks = 1_000_000;
    private const int BinaryTicks = 40_000_000;
    private const int BinaryWarmUpTicks = 4_000_000;
    private const int TicksPerRecord = 100;
    private const int LeastTicks = 100_000;

    /// <inheritdoc/>
    public string Name => "kafka";

    /// <inheritdoc/>
    public string Summary => "Ticks in Kafka to stored triggers in PostgreSQL, beside a bare Consume loop on the same topic.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        await using var postgres = await PostgresServer.StartAsync(options.DataPath, isDurable: true);
        await using var kafka = await KafkaServer.StartAsync(options.DataPath);
        var way = new WholeWay(postgres, kafka, options);
        var database = await way.PrepareAsync();
        var json = await MeasureAsync(options, kafka, way, database, await FillJsonAsync(options, kafka));
        var binary = await MeasureAsync(options, kafka, way, database, await FillBinaryAsync(options, kafka));
        return new BenchReport(
            $"{options.Scaled(JsonTicks):N0} ticks as a record of JSON each, then {options.Scaled(BinaryTicks):N0} in binary "
            + $"records of {TicksPerRecord}; {FilledTopic.Partitions} partitions, {BenchMarket.Symbols:N0} symbols, "
            + $"{options.Scaled(BenchMarket.Rules):N0} rules; silo, broker and database on {Environment.ProcessorCount} cores",
            [
                new("JSON, whole way", json.TicksPerSecond, "ticks/s", BenchGoal.AtLeast(700_000), "ticksPerSecond"),
                new("JSON, bare Consume loop", json.BareTicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondBare"),
                new("JSON, ratio", json.TicksPerSecond / json.BareTicksPerSecond, "", BenchGoal.AtLeast(0.6), "ratioToBareLoop"),
                new("JSON, whole way from the silo's start", json.TicksPerSecondFromStart, "ticks/s"),
                new("binary, whole way", binary.TicksPerSecond, "ticks/s", BenchGoal.AtLeast(10_000_000), "ticksPerSecondBatched"),
                new("binary, bare Consume loop", binary.BareTicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondBareBatched"),
                new("binary, ratio", binary.TicksPerSecond / binary.BareTicksPerSecond, "", JsonKey: "ratioToBareLoopBatched"),
                new("binary, whole way from the silo's start", binary.TicksPerSecondFromStart, "ticks/s"),
                new("triggers stored", json.Triggers + binary.Triggers, "triggers"),
            ],
            [
                $"JSON, last run: {json.Costs}.",
                $"Binary, last run: {binary.Costs}.",
            ]);
    }

    private static async Task<FilledTopic> FillJsonAsync(BenchOptions options, KafkaServer kafka)
    {
        var (warmUp, ticks) = Sizes(options, JsonWarmUpTicks, JsonTicks);
        var topic = await kafka.CreateTopicAsync(FilledTopic.Partitions);
        TopicFiller.FillJson(kafka, topic, warmUp + ticks, BenchMarket.Open());
        return new FilledTopic(topic, warmUp, ticks, ticks);
    }

    private static async Task<FilledTopic> FillBinaryAsync(BenchOptions options, KafkaServer kafka)
    {
        var (warmUp, ticks) = Sizes(options, BinaryWarmUpTicks, BinaryTicks);
        var topic = await kafka.CreateTopicAsync(FilledTopic.Partitions);
        var records = await TopicFiller.FillBinaryAsync(kafka, topic, warmUp + ticks, TicksPerRecord, BenchMarket.Open());
        var warmUpRecords = records * warmUp / (warmUp + ticks);
        return new FilledTopic(topic, warmUpRecords, records - warmUpRecords, ticks);
    }

    private static (int WarmUp, int Ticks) Sizes(BenchOptions options, int warmUp, int ticks) =>
        (options.Scaled(warmUp, LeastTicks), options.Scaled(ticks, LeastTicks));

    private static async Task<Figures> MeasureAsync(
        BenchOptions options, KafkaServer kafka, WholeWay way, string database, FilledTopic topic)
    {
        var bare = Median.Of(options.Runs, () => BareConsume.Measure(kafka, topic));
        var rounds = new List<WholeWayRound>();
        for (var run = 0; run < options.Runs; run++)
        {
            rounds.Add(await way.RunAsync(database, topic));
        }

        return new Figures(
            Median.Of([.. rounds.Select(round => round.TicksPerSecond)]),
            Median.Of([.. rounds.Select(round => round.TicksPerSecondFromStart)]),
            bare * topic.Ticks / topic.Records,
            rounds[^1].Triggers,
            rounds[^1].Costs);
    }

    private sealed record Figures(
        double TicksPerSecond, double TicksPerSecondFromStart, double BareTicksPerSecond, long Triggers, string Costs);
}
