using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

internal static partial class KafkaMessages
{
    /// <summary>Passes on what the client logs, at its level.</summary>
    public static void Client(ILogger logger, LogMessage message)
    {
        var level = message.Level switch
        {
            <= SyslogLevel.Error => LogLevel.Error,
            SyslogLevel.Warning => LogLevel.Warning,
            <= SyslogLevel.Info => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        ClientSays(logger, level, message.Facility, message.Message);
    }

    [LoggerMessage(EventId = 201, Message = "Kafka client: {Facility}: {Message}")]
    private static partial void ClientSays(ILogger logger, LogLevel level, string facility, string message);

    [LoggerMessage(202, LogLevel.Warning, "Kafka client: {Code}: {Reason}")]
    public static partial void ClientFailed(ILogger logger, string code, string reason);

    [LoggerMessage(203, LogLevel.Warning, "{Count} records cannot be read and become dead letters; the last is {Topic} [{Partition}] offset {Offset}. {Reason}")]
    public static partial void Rejected(
        ILogger logger, long count, string topic, int partition, long offset, string reason);

    [LoggerMessage(204, LogLevel.Error, "Dead letters cannot be written to {Topic}; trying again in {Pause}.")]
    public static partial void DeadLetterRefused(ILogger logger, string topic, TimeSpan pause, Exception exception);

    [LoggerMessage(205, LogLevel.Error, "{Problem}")]
    public static partial void WriteFailed(ILogger logger, string problem);

    [LoggerMessage(206, LogLevel.Information, "Kafka takes records for {Topic} again.")]
    public static partial void WriteRecovered(ILogger logger, string topic);

    [LoggerMessage(207, LogLevel.Information, "The tick log is topic {Topic} with {Partitions} partitions at {Servers}.")]
    public static partial void Opened(ILogger logger, string topic, int partitions, string servers);

    [LoggerMessage(208, LogLevel.Debug, "The offset {Offset} of partition {Partition} could not be noted in Kafka: {Reason}")]
    public static partial void CommitFailed(ILogger logger, int partition, long offset, string reason);

    [LoggerMessage(213, LogLevel.Warning, "The Kafka consumer failed; it goes on.")]
    public static partial void ConsumeFailed(ILogger logger, Exception exception);

    [LoggerMessage(215, LogLevel.Warning,
        "The client of '{Name}' did not end within {Bound}; its threads are left to the end of the process.")]
    public static partial void CloseTimedOut(ILogger logger, string name, TimeSpan bound);

    [LoggerMessage(216, LogLevel.Warning,
        "The Kafka client connects to none of its brokers any more, although they answer; a new one takes its place.")]
    public static partial void Replaced(ILogger logger);
}
