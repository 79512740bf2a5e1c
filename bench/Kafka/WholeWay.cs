using System.Diagnostics;
using System.Globalization;
using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Kafka;

/// <summary>A real silo of a cluster, in this process, on a topic of the broker and a database of the server.</summary>
internal sealed class WholeWay(PostgresServer postgres, KafkaServer kafka, BenchOptions options)
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(1);
    private int _silos;

    /// <summary>Makes a database with the rules in it, as they are before the first tick.</summary>
    public async Task<string> PrepareAsync(BenchMarket market)
    {
        var database = await postgres.CreateDatabaseAsync();
        var topic = await kafka.CreateTopicAsync(FilledTopic.Partitions);
        await using var silo = Build(database, topic, options.DataPath);
        await silo.StartAsync();
        await SharedAsync(silo);
        await market.CreateRulesAsync(silo.Grains, options);
        return database;
    }

    /// <summary>Lets a new silo fold the topic on a copy of the prepared database.</summary>
    public async Task<WholeWayRound> RunAsync(string prepared, FilledTopic topic)
    {
        using var data = new TempFolder(options.DataPath);
        var database = await postgres.CopyDatabaseAsync(prepared);
        await using var silo = Build(database, topic.Name, data.Path);
        var begun = Stopwatch.GetTimestamp();
        await silo.StartAsync();
        await SharedAsync(silo);
        await PassedAsync(silo, topic.WarmUpRecords);
        var cost = new CostMeter();
        var broker = ProcessCosts.Seconds(kafka.ProcessId);
        var server = ProcessCosts.Seconds(postgres.ProcessId);
        var warmUp = Passed(silo);
        await PassedAsync(silo, topic.WarmUpRecords + topic.Records);
        var (seconds, all) = (cost.Seconds, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        var records = topic.WarmUpRecords + topic.Records - warmUp;
        return new WholeWayRound(
            records / seconds * topic.Ticks / topic.Records,
            (topic.WarmUpRecords + topic.Records) / all * topic.Ticks / topic.Records,
            (topic.WarmUpRecords + topic.Records) * topic.Ticks / topic.Records,
            await silo.LastTriggerNumberAsync(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cost.Describe()}; beside it {ProcessCosts.Seconds(kafka.ProcessId) - broker:0.0} s of processor for the "
                + $"broker and {ProcessCosts.Seconds(postgres.ProcessId) - server:0.0} s for the database"));
    }

    private static long Passed(BenchSilo silo) => silo.Partitions.Statuses.Sum(partition => partition.NextOffset);

    private async Task PassedAsync(BenchSilo silo, long records)
    {
        while (Passed(silo) < records)
        {
            await Task.Delay(PollTime, options.Cancellation);
        }
    }

    private async Task SharedAsync(BenchSilo silo)
    {
        while (silo.Partitions.Statuses.Count < FilledTopic.Partitions)
        {
            await Task.Delay(PollTime, options.Cancellation);
        }

    }

    private BenchSilo Build(string database, string topic, string dataPath) => BenchSilo.Build(
        dataPath,
        [
            "--Streams", "kafka",
            "--Kafka:BootstrapServers", kafka.BootstrapServers,
            "--Kafka:Topic", topic,
            "--Kafka:DeadLetterTopic", "",
            "--Kafka:Group", string.Create(CultureInfo.InvariantCulture, $"bench-{++_silos}"),
            .. KafkaServer.ClientOptions.SelectMany(option => (string[])[$"--Kafka:Client:{option.Key}", option.Value]),
            "--ConnectionStrings:Tripline", database,
            "--Cluster:Key", "the-key-of-the-benchmark-which-is-long-enough",
            "--Cluster:Port", FreePorts.Next().ToString(CultureInfo.InvariantCulture),
        ]);
}
