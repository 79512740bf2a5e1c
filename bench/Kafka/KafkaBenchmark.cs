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
        var quiet = await way.PrepareAsync(BenchMarket.Quiet);
        var json = await MeasureAsync(options, kafka, way, quiet, await FillJsonAsync(options, kafka));
        var busyTopic = await FillBinaryAsync(options, kafka, BenchMarket.Busy);
        var busy = await MeasureAsync(options, kafka, way, await way.PrepareAsync(BenchMarket.Busy), busyTopic);
        var hot = await MeasureWholeWayAsync(options, way, await way.PrepareAsync(BenchMarket.Hot), busyTopic);
        var catchUp = await MeasureAsync(options, kafka, way, quiet, await FillBinaryAsync(options, kafka, BenchMarket.Quiet));
        return new BenchReport(
            $"{options.Scaled(JsonTicks):N0} ticks as a record of JSON each, then {options.Scaled(BinaryTicks):N0} in binary "
            + $"records of {TicksPerRecord}; {FilledTopic.Partitions} partitions, {BenchMarket.Symbols:N0} symbols, "
            + $"{options.Scaled(BenchMarket.Rules):N0} rules; silo, broker and database on {Environment.ProcessorCount} cores",
            [
                new("JSON, whole way", json.TicksPerSecond, "ticks/s", null, "ticksPerSecond"),
                new("JSON, bare Consume loop", json.BareTicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondBare"),
                new("JSON, share", json.TicksPerSecond / json.BareTicksPerSecond, "", BenchGoal.AtLeast(1), "ratioToBareLoop"),
                new("JSON, from the silo's start", json.TicksPerSecondFromStart, "ticks/s"),
                new("binary, bare Consume loop", busy.BareTicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondBareBatched"),
                new("binary, 1 trigger in 25,000 ticks", busy.TicksPerSecond, "ticks/s", null, "ticksPerSecondBatched"),
                new("binary, 1 trigger in 25,000 ticks, share", busy.TicksPerSecond / busy.BareTicksPerSecond, "",
                    BenchGoal.AtLeast(0.3), "ratioToBareLoopBatched"),
                new("binary, 1 trigger in 25,000 ticks, from the silo's start", busy.TicksPerSecondFromStart, "ticks/s"),
                new("binary, 1 trigger in 800 ticks", hot.TicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondManyTriggers"),
                new("binary, 1 trigger in 800 ticks, share", hot.TicksPerSecond / busy.BareTicksPerSecond, "",
                    BenchGoal.AtLeast(0.2), "ratioToBareLoopManyTriggers"),
                new("binary, candles close 100 x as fast", catchUp.TicksPerSecond, "ticks/s", JsonKey: "ticksPerSecondManyCandles"),
                new("binary, candles close 100 x as fast, share", catchUp.TicksPerSecond / catchUp.BareTicksPerSecond, "",
                    BenchGoal.AtLeast(0.15), "ratioToBareLoopManyCandles"),
            ],
            [
                "A share is that of the bare Consume loop on the same topic.",
                Describe("JSON", BenchMarket.Quiet, json),
                Describe("1 trigger in 25,000 ticks, a market at its own pace", BenchMarket.Busy, busy),
                Describe("1 trigger in 800 ticks, the same market with nearer levels", BenchMarket.Hot, hot),
                Describe("Candles close 100 x as fast, a slow market caught up with", BenchMarket.Quiet, catchUp),
            ]);
    }

    private static string Describe(string name, BenchMarket market, Figures figures) =>
        $"{name}: {market.TicksPerSecond:N0} ticks are a second of it; {figures.Triggers:N0} triggers stored, one in "
        + $"{figures.Ticks / Math.Max(1, figures.Triggers):N0} ticks. Last run: {figures.Costs}.";

    private static async Task<FilledTopic> FillJsonAsync(BenchOptions options, KafkaServer kafka)
    {
        var (warmUp, ticks) = Sizes(options, JsonWarmUpTicks, JsonTicks);
        var topic = await kafka.CreateTopicAsync(FilledTopic.Partitions);
        TopicFiller.FillJson(kafka, topic, warmUp + ticks, BenchMarket.Quiet.Open().Next);
        return new FilledTopic(topic, warmUp, ticks, ticks);
    }

    private static async Task<FilledTopic> FillBinaryAsync(
        BenchOptions options, KafkaServer kafka, BenchMarket market)
    {
        var (warmUp, ticks) = Sizes(options, BinaryWarmUpTicks, BinaryTicks);
        var topic = await kafka.CreateTopicAsync(FilledTopic.Partitions);
        var records = await TopicFiller.FillBinaryAsync(kafka, topic, warmUp + ticks, TicksPerRecord, market.Open());
        var warmUpRecords = records * warmUp / (warmUp + ticks);
        return new FilledTopic(topic, warmUpRecords, records - warmUpRecords, ticks);
    }

    private static (int WarmUp, int Ticks) Sizes(BenchOptions options, int warmUp, int ticks) =>
        (options.Scaled(warmUp, LeastTicks), options.Scaled(ticks, LeastTicks));

    private static async Task<Figures> MeasureAsync(
        BenchOptions options, KafkaServer kafka, WholeWay way, string database, FilledTopic topic)
    {
        var bare = Median.Of(options.Runs, () => BareConsume.Measure(kafka, topic));
        var figures = await MeasureWholeWayAsync(options, way, database, topic);
        return figures with
        {
            BareTicksPerSecond = bare * topic.Ticks / topic.Records,
        };
    }

    private static async Task<Figures> MeasureWholeWayAsync(
        BenchOptions options, WholeWay way, string database, FilledTopic topic)
    {
        var rounds = new List<WholeWayRound>();
        for (var run = 0; run < options.Runs; run++)
        {
            rounds.Add(await way.RunAsync(database, topic));
        }

        return new Figures(
            Median.Of([.. rounds.Select(round => round.TicksPerSecond)]),
            Median.Of([.. rounds.Select(round => round.TicksPerSecondFromStart)]),
            0,
            rounds[^1].Ticks,
            rounds[^1].Triggers,
            rounds[^1].Costs);
    }

    private sealed record Figures(
        double TicksPerSecond, double TicksPerSecondFromStart, double BareTicksPerSecond, long Ticks, long Triggers,
        string Costs);
}
