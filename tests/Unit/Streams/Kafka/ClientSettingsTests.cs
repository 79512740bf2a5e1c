using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Tripline.Silo.Composition;
using Tripline.Streams.Kafka;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class ClientSettingsTests
{
    private const string EventHubs =
        "Endpoint=sb://desk.servicebus.windows.net/;SharedAccessKeyName=tripline;SharedAccessKey=key";

    [Fact]
    public void Client_OptionsOfTheUser_ReachEveryClientAndStandAboveOurs()
    {
        var options = Options(
            "Kafka:BootstrapServers=one:9092,two:9092",
            "Kafka:Client:security.protocol=SASL_SSL",
            "Kafka:Client:sasl_mechanism=SCRAM-SHA-512",
            "Kafka:Client:fetch.wait.max.ms=7",
            "Kafka:Client:linger.ms=3",
            "Kafka:Client:client.id=desk");
        foreach (var client in Clients(options))
        {
            Assert.Equal("one:9092,two:9092", client.Get("bootstrap.servers"));
            Assert.Equal("SASL_SSL", client.Get("security.protocol"));
            Assert.Equal("SCRAM-SHA-512", client.Get("sasl.mechanism"));
            Assert.Equal("7", client.Get("fetch.wait.max.ms"));
            Assert.Equal("3", client.Get("linger.ms"));
            Assert.Equal("desk", client.Get("client.id"));
        }
    }

    [Fact]
    public void Client_EventHubsNamespace_StandsForTheBrokersAndGivesWayToTheUsersOptions()
    {
        var options = Options($"Kafka:EventHubs:ConnectionString={EventHubs}", "Kafka:Client:metadata.max.age.ms=60000");
        foreach (var client in Clients(options))
        {
            Assert.Equal("desk.servicebus.windows.net:9093", client.Get("bootstrap.servers"));
            Assert.Equal("SASL_SSL", client.Get("security.protocol"));
            Assert.Equal(EventHubs, client.Get("sasl.password"));
            Assert.Equal("60000", client.Get("metadata.max.age.ms"));
        }
    }

    [Fact]
    public void Client_NoBrokers_IsRefusedWithWhatToSet()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ClientSettings.Producer(new KafkaOptions()));
        Assert.Contains("Kafka:BootstrapServers", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Producer_Always_KeepsOrderAndWaitsForAllReplicas()
    {
        var producer = ClientSettings.Producer(Options("Kafka:BootstrapServers=one:9092", "Kafka:AppendTimeout=00:00:07"));
        Assert.Equal(Acks.All, producer.Acks);
        Assert.Equal((true, 5), (producer.EnableIdempotence, producer.MaxInFlight));
        Assert.Equal(7_000, producer.MessageTimeoutMs);
        Assert.Equal(Partitioner.Murmur2Random, producer.Partitioner);
    }

    [Theory]
    [InlineData("api.version.request=false", 1)]
    [InlineData("enable.idempotence=false", 1)]
    [InlineData("acks=1", 1)]
    [InlineData("request.required.acks=0", 1)]
    [InlineData("retries=0", 1)]
    [InlineData("max.in.flight=6", 6)]
    [InlineData("max.in.flight.requests.per.connection=7", 7)]
    public void Producer_OptionsSpeakAgainstIdempotence_DoesWithoutAndKeepsOrderUnlessTold(string option, int inFlight)
    {
        var producer = ClientSettings.Producer(Options("Kafka:BootstrapServers=one:9092", $"Kafka:Client:{option}"));
        Assert.False(producer.EnableIdempotence);
        Assert.Equal(inFlight, Idempotence.InFlight(producer));
    }

    [Theory]
    [InlineData("acks=-1", 5)]
    [InlineData("max.in.flight.requests.per.connection=2", 2)]
    [InlineData("enable.idempotence=true", 5)]
    public void Producer_OptionsThatIdempotenceAllows_KeepsIt(string option, int inFlight)
    {
        var producer = ClientSettings.Producer(Options("Kafka:BootstrapServers=one:9092", $"Kafka:Client:{option}"));
        Assert.True(producer.EnableIdempotence);
        Assert.Equal(inFlight, Idempotence.InFlight(producer));
    }

    [Theory]
    [InlineData("api.version.request=false", "before 0.11")]
    [InlineData("acks=1", "acks is not all")]
    [InlineData("max.in.flight=6", "max.in.flight is above 5")]
    [InlineData("retries=0", "retries is 0")]
    public void Producer_IdempotenceIsAskedForAndCannotBe_IsRefusedWithBothOptions(string option, string reason)
    {
        var refusal = Assert.Throws<ArgumentException>(() => ClientSettings.Producer(Options(
            "Kafka:BootstrapServers=one:9092", "Kafka:Client:enable.idempotence=true", $"Kafka:Client:{option}")));
        Assert.Contains("Kafka:Client:enable.idempotence cannot be true", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Consumer_Always_CommitsNothingByItselfAndBoundsWhatItFetchesAhead()
    {
        var options = Options("Kafka:BootstrapServers=one:9092", "Kafka:Group=desk");
        var reading = ClientSettings.Reading(options);
        Assert.Equal("desk", reading.GroupId);
        Assert.False(reading.EnableAutoCommit);
        Assert.Equal(options.MaxFetchedBytes >> 10, reading.QueuedMaxMessagesKbytes);
        Assert.InRange(reading.FetchQueueBackoffMs!.Value, 1, 100);
    }

    private static IEnumerable<ClientConfig> Clients(KafkaOptions options) =>
        [ClientSettings.Producer(options), ClientSettings.Reading(options)];

    private static KafkaOptions Options(params string[] options) => new ConfigurationBuilder()
        .AddInMemoryCollection(options.Select(option => option.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => (string?)parts[1]))
        .Build()
        .Options<KafkaOptions>(SiloMode.KafkaSection);
}
