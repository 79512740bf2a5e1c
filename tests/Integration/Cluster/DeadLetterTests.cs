using System.Text.Json;
using System.Text.Json.Nodes;
using Tripline.Streams;
using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>What a real silo does with records that it cannot process.</summary>
public sealed class DeadLetterTests(SharedPostgres postgres, SharedKafka kafka)
{
    private const int Partitions = 2;
    private const string Symbol = "SPY";
    private const string Other = "MSFT";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silo_BadRecordsAmongGoodOnes_PutsThemAsideCountsThemAndTriggersOnTheRest()
    {
        var server = await kafka.ServerAsync();
        await using var cluster = await StartAsync(server);
        await server.ConfigureTopicAsync(cluster.Topic, $"max.message.bytes={BadRecords.MaxBytes + 100_000}");
        var bad = BadRecords.For(Symbol, Other, Partitions).Concat(BadRecords.For(Other, Symbol, Partitions)).ToList();

        await RawRecords.ProduceAsync(server, cluster.Topic, Good(Symbol, 99), Good(Other, 99));
        await RawRecords.ProduceAsync(server, cluster.Topic, bad.Select(one => one.Record));
        await RawRecords.ProduceAsync(server, cluster.Topic, Good(Symbol, 101), Good(Other, 101));
        await cluster.WaitUntilFoldedAsync(bad.Count + 4, Bound);

        var silo = cluster.Silos[0];
        await WaitForTriggersAsync(silo, 2);
        Assert.Equal(bad.Count, (await PartitionsAsync(silo)).Sum(one => one.GetProperty("rejectedCount").GetInt32()));
        Assert.All(await PartitionsAsync(silo), one => Assert.Equal(JsonValueKind.Null, one.GetProperty("error").ValueKind));
        var letters = await RawRecords.ReadLettersAsync(server, cluster.Topic + ".dlq", bad.Count);
        Assert.Equal(
            bad.GroupBy(one => one.Record.Partition).Select(group => (group.Key, group.Count())).Order(),
            letters.GroupBy(one => one.Letter.GetProperty("partition").GetInt32())
                .Select(group => (group.Key, group.Count())).Order());
    }

    [Fact]
    public async Task Silo_DeadLetterTopicTakesNothing_HoldsThatPartitionSaysSoAndGoesOnByItself()
    {
        var server = await kafka.ServerAsync();
        await using var cluster = await StartAsync(server, "max.message.bytes=50");
        var silo = cluster.Silos[0];
        await RawRecords.ProduceAsync(server, cluster.Topic, Good(Symbol, 99), Good(Other, 99));
        await cluster.WaitUntilFoldedAsync(2, Bound);

        await RawRecords.ProduceAsync(
            server, cluster.Topic, RawRecord.Of(SymbolPartition.Of(Symbol, Partitions), "rubbish", Symbol));
        await Eventually.BecomesTrueAsync("it says what holds it up", Bound, async () =>
            (await PartitionsAsync(silo)).Any(one =>
                one.GetProperty("error").GetString()?.Contains("dead-letter", StringComparison.Ordinal) == true));
        await RawRecords.ProduceAsync(server, cluster.Topic, Good(Symbol, 101), Good(Other, 101));
        await WaitForTriggersAsync(silo, 1);
        Assert.Equal([Other], (await silo.Api.GetTriggersAsync()).Select(trigger => trigger.Symbol));

        await server.ConfigureTopicAsync(cluster.Topic + ".dlq", "max.message.bytes=1000000");
        await WaitForTriggersAsync(silo, 2);
        await cluster.WaitUntilFoldedAsync(5, Bound);
        var (_, letter) = Assert.Single(await RawRecords.ReadLettersAsync(server, cluster.Topic + ".dlq", 1));
        Assert.Equal("rubbish"u8, letter.GetProperty("value").GetBytesFromBase64());
    }

    private static RawRecord Good(string symbol, double price) =>
        RawRecord.Of(SymbolPartition.Of(symbol, Partitions), BadRecords.Tick(symbol, price), symbol);

    private static Task WaitForTriggersAsync(SiloProcess silo, int count) => Eventually.BecomesTrueAsync(
        $"{count} triggers came",
        Bound,
        async () => (await silo.Api.GetTriggersAsync()).Count >= count,
        () => silo.Output);

    private static async Task<IReadOnlyList<JsonElement>> PartitionsAsync(SiloProcess silo) =>
        [.. (await silo.Api.GetSiloAsync()).GetProperty("partitions").EnumerateArray()];

    private async Task<TestCluster> StartAsync(KafkaServer server, params string[] deadLetterConfigs)
    {
        var cluster = await TestCluster.CreateAsync(await postgres.ServerAsync(), server, Partitions);
        await server.CreateTopicAsync(1, cluster.Topic + ".dlq", deadLetterConfigs);
        await cluster.StartAsync(1);
        await cluster.CreateAlertsAsync([Alert(Symbol), Alert(Other)]);
        return cluster;
    }

    private static JsonObject Alert(string symbol) =>
        new() { ["symbol"] = symbol, ["when"] = "price crosses above 100" };
}
