using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

/// <summary>Closes a client of librdkafka within a bound. Version 2.0 sometimes waits for a thread of its own that never
/// ends, after all else is done; the end of the process must not wait for it.</summary>
internal static class ClientClose
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    /// <summary>Runs what closes the client and waits for it, but not for longer than the bound.</summary>
    /// <param name="name">Which client, for the log.</param>
    /// <param name="logger">Where a failure, or a close that takes too long, is told.</param>
    /// <param name="close">Closes the client.</param>
    public static void Run(string name, ILogger logger, Action close)
    {
        var closing = new Thread(() => Close(logger, close)) { IsBackground = true, Name = $"{name} closing" };
        closing.Start();
        if (!closing.Join(Bound))
        {
            KafkaMessages.CloseTimedOut(logger, name, Bound);
        }
    }

    private static void Close(ILogger logger, Action close)
    {
        try
        {
            close();
        }
        catch (KafkaException exception)
        {
            KafkaMessages.ClientFailed(logger, exception.Error.Code.ToString(), exception.Error.Reason);
        }
    }
}
