namespace Tripline.Streams.Kafka;

/// <summary>Turns the connection string of an Azure Event Hubs namespace into options of a Kafka client.</summary>
internal static class EventHubsConnection
{
    private const int KafkaPort = 9093;
    private const string Form =
        "Kafka:EventHubs:ConnectionString must have the form Endpoint=sb://NAMESPACE.servicebus.windows.net/;"
        + "SharedAccessKeyName=NAME;SharedAccessKey=KEY";

    /// <summary>The options that the string stands for.</summary>
    /// <exception cref="ArgumentException">It is not such a string; the message does not repeat it, for it is a secret.
    /// </exception>
    public static IEnumerable<KeyValuePair<string, string>> ToClientOptions(string connectionString)
    {
        var endpoint = Part(connectionString, "Endpoint");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme != "sb" || uri.Host.Length == 0)
        {
            throw new ArgumentException($"{Form}; its Endpoint is missing or not of that form.", nameof(connectionString));
        }

        foreach (var name in (string[])["SharedAccessKeyName", "SharedAccessKey"])
        {
            if (Part(connectionString, name).Length == 0)
            {
                throw new ArgumentException($"{Form}; its {name} is missing.", nameof(connectionString));
            }
        }

        return
        [
            new("bootstrap.servers", $"{uri.Host}:{KafkaPort}"),
            new("security.protocol", "SASL_SSL"),
            new("sasl.mechanism", "PLAIN"),
            new("sasl.username", "$ConnectionString"),
            new("sasl.password", connectionString),
            // The service closes connections that are idle for four minutes.
            new("socket.keepalive.enable", "true"),
            new("metadata.max.age.ms", "180000"),
        ];
    }

    private static string Part(string connectionString, string name)
    {
        foreach (var part in connectionString.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return part[(equals + 1)..];
            }
        }

        return "";
    }
}
