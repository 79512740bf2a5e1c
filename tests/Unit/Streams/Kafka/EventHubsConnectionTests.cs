using Tripline.Streams.Kafka;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class EventHubsConnectionTests
{
    private const string Connection =
        "Endpoint=sb://desk.servicebus.windows.net/;SharedAccessKeyName=tripline;SharedAccessKey=abc+/=;EntityPath=ticks";

    [Fact]
    public void ConnectionString_OfANamespace_IsItsKafkaEndpointsOptions() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["bootstrap.servers"] = "desk.servicebus.windows.net:9093",
            ["security.protocol"] = "SASL_SSL",
            ["sasl.mechanism"] = "PLAIN",
            ["sasl.username"] = "$ConnectionString",
            ["sasl.password"] = Connection,
            ["socket.keepalive.enable"] = "true",
            ["metadata.max.age.ms"] = "180000",
        },
        new Dictionary<string, string>(EventHubsConnection.ToClientOptions(Connection)));

    [Theory]
    [InlineData("Endpoint=sb://desk.servicebus.windows.net;sharedaccesskeyname=n;SHAREDACCESSKEY=k")]
    [InlineData(" Endpoint=sb://desk.servicebus.windows.net/ ; SharedAccessKeyName=n ; SharedAccessKey=k ; ")]
    public void ConnectionString_WrittenOtherwise_IsTheSame(string connection) => Assert.Contains(
        new KeyValuePair<string, string>("bootstrap.servers", "desk.servicebus.windows.net:9093"),
        EventHubsConnection.ToClientOptions(connection));

    [Theory]
    [InlineData("secret", "Endpoint")]
    [InlineData("Endpoint=https://secret.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k", "Endpoint")]
    [InlineData("Endpoint=sb://desk.servicebus.windows.net/;SharedAccessKey=secret", "SharedAccessKeyName")]
    [InlineData("Endpoint=sb://desk.servicebus.windows.net/;SharedAccessKeyName=secret", "SharedAccessKey")]
    public void ConnectionString_NotWhole_IsRefusedWithItsFormAndNotRepeated(string connection, string missing)
    {
        var refusal = Assert.Throws<ArgumentException>(() => EventHubsConnection.ToClientOptions(connection));
        Assert.Contains($"its {missing} is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Endpoint=sb://NAMESPACE", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }
}
