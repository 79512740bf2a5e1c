using System.ComponentModel;

namespace Tripline.Streams.Kafka;

/// <summary>An Azure Event Hubs namespace, used through its Kafka endpoint.</summary>
public sealed class EventHubsOptions
{
    /// <summary>Connection string of the namespace, as the portal shows it:
    /// <c>Endpoint=sb://NAMESPACE.servicebus.windows.net/;SharedAccessKeyName=…;SharedAccessKey=…</c>. Empty: not used.
    /// </summary>
    [Description("An Azure Event Hubs namespace in place of brokers.")]
    public string ConnectionString { get; set; } = "";
}
