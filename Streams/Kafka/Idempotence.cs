using System.Globalization;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Whether a producer can be idempotent, as far as its options tell.</summary>
internal static class Idempotence
{
    /// <summary>Most requests a broker that may be under way.</summary>
    public const int MaxInFlight = 5;

    /// <summary>Why the producer cannot be idempotent; null when it can, given brokers from 0.11 on.</summary>
    public static string? Obstacle(ProducerConfig config)
    {
        if (config.ApiVersionRequest is false)
        {
            return "with api.version.request=false the brokers are taken for ones from before 0.11, which do not know it";
        }

        if ((config.Get("request.required.acks") ?? config.Get("acks")) is not ("all" or "-1"))
        {
            return "acks is not all";
        }

        if (InFlight(config) > MaxInFlight)
        {
            return $"max.in.flight is above {MaxInFlight}";
        }

        return (config.Get("retries") ?? config.Get("message.send.max.retries")) is "0" ? "retries is 0" : null;
    }

    /// <summary>What the options say of requests under way, by either of the option's names.</summary>
    public static int? InFlight(ProducerConfig config) =>
        int.TryParse(
            config.Get("max.in.flight.requests.per.connection") ?? config.Get("max.in.flight"),
            CultureInfo.InvariantCulture,
            out var number) ? number : null;
}
