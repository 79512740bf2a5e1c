using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

/// <summary>Puts records that cannot be read into the dead-letter topic, however long it takes.</summary>
internal sealed class DeadLetters(KafkaProducer producer, string topic, TimeProvider time, ILogger logger)
    : IDisposable
{
    private const int LeastKeptBytes = 1_024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _closing = new();
    private long _unlogged;
    private long _loggedAt;

    /// <summary>Takes the record's bytes before it returns, and completes when the broker has acknowledged them. A record
    /// is put there once more when a reader comes by it again after a crash.</summary>
    /// <param name="partition">Where the record is.</param>
    /// <param name="message">The record.</param>
    /// <param name="fault">What is wrong with it, in words that follow "the value".</param>
    public unsafe Task PutAsync(TopicPartition partition, NativeMessage* message, string fault)
    {
        var reason = $"The value: {fault}.";
        Log(partition, message->Offset, reason);
        if (topic.Length == 0)
        {
            return Task.CompletedTask;
        }

        var envelope = new DeadLetterEnvelope(
            partition.Topic, partition.Partition.Value, message->Offset, reason, message->Key, message->Value);
        return PutAsync(envelope, DeadLetterHeaders.Of(message, partition, reason));
    }

    /// <summary>Ends all attempts.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task PutAsync(DeadLetterEnvelope envelope, Headers headers)
    {
        var closing = _closing.Token;
        var kept = envelope.KeptBytes;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await producer.ProduceAsync(
                    new TopicPartition(topic, Partition.Any), envelope.Key, envelope.Write(kept), headers);
                return;
            }
            catch (IOException refusal) when (IsTooLarge(refusal) && kept > LeastKeptBytes)
            {
                // The topic takes less than brokers do by default. One that takes nothing is waited for.
                kept /= 2;
                continue;
            }
            catch (IOException refusal)
            {
                kept = envelope.KeptBytes;
                KafkaMessages.DeadLetterRefused(logger, topic, pause, refusal);
            }

            await Task.Delay(pause, time, closing);
        }
    }

    private static bool IsTooLarge(IOException refusal) =>
        refusal.InnerException is KafkaException { Error.Code: ErrorCode.MsgSizeTooLarge };

    // A topic full of such records must not fill the log as well.
    private void Log(TopicPartition partition, long offset, string reason)
    {
        var count = Interlocked.Increment(ref _unlogged);
        var loggedAt = Interlocked.Read(ref _loggedAt);
        var now = time.GetTimestamp();
        if ((loggedAt == 0 || time.GetElapsedTime(loggedAt, now) > LogInterval)
            && Interlocked.CompareExchange(ref _loggedAt, now, loggedAt) == loggedAt)
        {
            Interlocked.Exchange(ref _unlogged, 0);
            KafkaMessages.Rejected(logger, count, partition.Topic, partition.Partition.Value, offset, reason);
        }
    }
}
