using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>Fetches the partitions that are read, each from the offset that its reader gave. It is a member of no group:
/// who reads is decided by who holds a partition's tenure, and positions are the readers' alone.</summary>
internal sealed class ReadingConsumer : IDisposable
{
    private static readonly TimeSpan OtherBound = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<PartitionQueue> _queues = [];
    private readonly PolledConsumer _polled;
    private readonly KafkaOptions _options;
    private volatile bool _isLost;

    /// <summary>A client that reads nothing yet.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="logger">Where the client's messages go.</param>
    /// <param name="offsets">What it sends besides; null: nothing.</param>
    public ReadingConsumer(KafkaOptions options, ILogger logger, LagOffsets? offsets = null)
    {
        _options = options;
        var builder = new ConsumerBuilder<Ignore, Ignore>(ClientSettings.Reading(options));
        if (offsets is null)
        {
            _polled = new PolledConsumer(builder, "Kafka reading", logger);
            return;
        }

        builder.SetOffsetsCommittedHandler((_, answer) => offsets.Answered(answer));
        _polled = new PolledConsumer(builder, "Kafka reading", logger, (client, isLast) =>
            offsets.Send(sent => NativeOffsets.Commit(client.Handle, sent), isLast));
    }

    /// <summary>Whether it is closed, or about to be.</summary>
    public bool IsClosing => _polled.IsClosing;

    /// <summary>Whether it has lost all of its brokers although they are there, and is to be replaced.</summary>
    public bool IsLost => _isLost;

    /// <summary>Partitions that somebody reads, or is about to; kept by <see cref="ReadingConsumers"/>.</summary>
    public HashSet<int> Reserved { get; } = [];

    private IConsumer<Ignore, Ignore> Client => _polled.Client;

    /// <summary>Begins to fetch a partition.</summary>
    /// <returns>Where its records come, from the offset on; to be given to <see cref="Close"/>.</returns>
    /// <exception cref="IOException">The partition is read already, or the client is closed.</exception>
    public PartitionQueue Open(int partition, long offset)
    {
        lock (_gate)
        {
            PartitionQueue? queue = null;
            try
            {
                ObjectDisposedException.ThrowIf(IsClosing, this);
                queue = new PartitionQueue(Client.Handle, _options.Topic, partition);
                Client.IncrementalAssign([new TopicPartitionOffset(_options.Topic, partition, offset)]);
                _queues.Add(queue);
                return queue;
            }
            catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
            {
                queue?.Dispose();
                throw new IOException(
                    $"Partition {partition} cannot be read from offset {offset}: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Ends the fetching of a partition. All records that were taken must have been destroyed.</summary>
    public void Close(PartitionQueue queue)
    {
        // Under the lock, so that nobody opens the same partition between the two steps: the client has one queue of it.
        lock (_gate)
        {
            queue.OnFilled = null;
            _queues.Remove(queue);
            if (!IsClosing)
            {
                Client.IncrementalUnassign([new TopicPartition(_options.Topic, queue.Partition)]);
                queue.Drain();
            }

            queue.Dispose();
        }
    }

    /// <summary>Begin and end of a partition, from the cluster.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="bound">How long the client may take.</param>
    /// <exception cref="IOException">The cluster does not answer.</exception>
    public PartitionRange Ask(int partition, TimeSpan bound)
    {
        try
        {
            try
            {
                return AskOnce(Client, partition, bound);
            }
            catch (KafkaException exception) when (exception.Error.Code is ErrorCode.Local_Transport
                or ErrorCode.Local_TimedOut or ErrorCode.Local_AllBrokersDown)
            {
                // Perhaps it has lost its brokers, see Check.
                using var other = Another();
                return AskOnce(other, partition, OtherBound);
            }
            catch (KafkaException exception) when (exception.Error.Code is ErrorCode.Local_UnknownPartition
                or ErrorCode.Local_UnknownTopic or ErrorCode.UnknownTopicOrPart)
            {
                // A broker that has just started tells of the partitions that it has opened so far, and the client keeps
                // that for minutes: it is asked anew.
                AskForTopic(Client, _options.RequestTimeout);
                return AskOnce(Client, partition, bound);
            }
        }
        catch (KafkaException exception)
        {
            throw new IOException(
                $"Kafka does not tell the offsets of partition {partition}: {exception.Error.Reason}.", exception);
        }
    }

    /// <summary>Finds out whether the client has lost its brokers: none of them answers it, but one answers a new client.
    /// </summary>
    /// <param name="bound">How long each of the two may take.</param>
    /// <exception cref="IOException">Neither is answered.</exception>
    public void Check(TimeSpan bound)
    {
        try
        {
            // Any broker may answer, so one that is slow or away does not count as all.
            AskForTopic(Client, bound);
        }
        catch (KafkaException)
        {
            try
            {
                using var other = Another();
                AskForTopic(other, bound);
                Lose();
            }
            catch (KafkaException exception)
            {
                throw new IOException($"No Kafka broker answers: {exception.Error.Reason}.", exception);
            }
        }
    }

    /// <summary>The end of a partition as the last fetch told it; null before the first.</summary>
    public long? KnownEnd(int partition)
    {
        try
        {
            var found = Client.GetWatermarkOffsets(new TopicPartition(_options.Topic, partition));
            return found.High.IsSpecial ? null : found.High.Value;
        }
        catch (KafkaException)
        {
            return null;
        }
    }

    /// <summary>Ends all fetching; readers that are still open find nothing more, and free the client at last.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _polled.Dispose();
        }
    }

    // Whoever waits for records here looks, and finds that it must go elsewhere.
    private void Lose()
    {
        _isLost = true;
        List<PartitionQueue> queues;
        lock (_gate)
        {
            queues = [.. _queues];
        }

        queues.ForEach(static queue => queue.Wake());
    }

    private void AskForTopic(IClient client, TimeSpan bound)
    {
        using var admin = new DependentAdminClientBuilder(client.Handle).Build();
        admin.GetMetadata(_options.Topic, bound);
    }

    private IConsumer<Ignore, Ignore> Another() => new ConsumerBuilder<Ignore, Ignore>(ClientSettings.Reading(_options))
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();

    private PartitionRange AskOnce(IConsumer<Ignore, Ignore> client, int partition, TimeSpan bound)
    {
        var found = client.QueryWatermarkOffsets(new TopicPartition(_options.Topic, partition), bound);
        return new PartitionRange(found.Low.Value, found.High.Value, -1);
    }
}
