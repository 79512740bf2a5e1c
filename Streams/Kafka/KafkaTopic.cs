using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Asks the cluster for a topic.</summary>
internal static class KafkaTopic
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How many partitions a topic has; a broker that makes topics by itself has time to do so.</summary>
    /// <exception cref="InvalidOperationException">There is no such topic; the message says how to make it.</exception>
    /// <exception cref="IOException">The cluster does not answer.</exception>
    public static int CountPartitions(Handle client, string topic, KafkaOptions options, TimeProvider time)
    {
        using var admin = new DependentAdminClientBuilder(client).Build();
        return CountPartitions(bound => admin.GetMetadata(topic, bound).Topics.Single(), topic, options, time);
    }

    /// <summary>The same, given who asks the cluster within a bound.</summary>
    internal static int CountPartitions(
        Func<TimeSpan, TopicMetadata> ask, string topic, KafkaOptions options, TimeProvider time)
    {
        var started = time.GetTimestamp();
        KafkaException? cause = null;
        for (string? problem = null; ; Thread.Sleep(Pause))
        {
            var left = options.RequestTimeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                throw problem is null ? Unreachable(options, cause) : Missing(topic, problem);
            }

            try
            {
                var found = ask(left);
                if (!found.Error.IsError && found.Partitions.Count > 0)
                {
                    return found.Partitions.Count;
                }

                problem = found.Error.IsError ? found.Error.Reason : "it has no partitions yet";
                if (found.Error.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.TopicException)
                {
                    throw Missing(topic, problem);
                }
            }
            catch (KafkaException exception) when (exception.Error.Code == ErrorCode.Local_BadMsg)
            {
                // So answers a broker of 0.9 while it makes the topic.
                cause = exception;
            }
            catch (KafkaException exception)
            {
                throw Unreachable(options, exception);
            }
        }
    }

    private static InvalidOperationException Missing(string topic, string problem) => new(
        $"Kafka has no topic {topic} that can be used: {problem}. Make it, for instance with kafka-topics.sh "
        + $"--bootstrap-server HOST:PORT --create --topic {topic} --partitions 12 --replication-factor 3; the partitions "
        + "of the ticks' topic can never be changed later, so take a few for every silo that you may ever have.");

    private static IOException Unreachable(KafkaOptions options, KafkaException? cause) => new(
        $"Kafka did not answer within {options.RequestTimeout.TotalSeconds:0.#} s at "
        + $"{(options.BootstrapServers.Length > 0 ? options.BootstrapServers : "the Event Hubs namespace")}"
        + $"{(cause is null ? "" : $" ({cause.Error.Reason})")}. Check Kafka:BootstrapServers and Kafka:Client.",
        cause);
}
