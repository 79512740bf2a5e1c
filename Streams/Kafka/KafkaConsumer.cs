using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>A consumer of the topic with a thread that serves the group and never sees a record: those are read from the
/// partitions' own queues, by their pumps.</summary>
internal sealed class KafkaConsumer : IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SeekPause = TimeSpan.FromMilliseconds(5);
    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly PartitionQueue[] _queues;
    private readonly Thread _thread;
    private readonly KafkaOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _isClosing;

    public KafkaConsumer(ConsumerConfig config, KafkaOptions options, int partitions, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _consumer = new ConsumerBuilder<Ignore, Ignore>(config)
            .SetLogHandler((_, message) => KafkaMessages.Client(logger, message))
            .SetErrorHandler((_, error) => KafkaMessages.ClientFailed(logger, error.Code.ToString(), error.Reason))
            .SetOffsetsCommittedHandler((_, committed) => NoteCommit(committed))
            .SetPartitionsAssignedHandler((_, assigned) => Assign(assigned))
            .SetPartitionsRevokedHandler((_, revoked) => { Member?.Revoked(Numbers(revoked)); })
            .SetPartitionsLostHandler((_, lost) => { Member?.Lost(Numbers(lost)); })
            .Build();
        _queues = new PartitionQueue[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            _queues[partition] = new PartitionQueue(_consumer.Handle, options.Topic, partition);
        }

        _thread = new Thread(Poll) { IsBackground = true, Name = "Kafka group" };
        _thread.Start();
    }

    /// <summary>Who hears of the group's changes; null while the silo is in no group.</summary>
    public IRebalanceMember? Member { get; set; }

    /// <summary>Partitions that the client holds right now.</summary>
    public int AssignedCount => _consumer.Assignment.Count;

    /// <summary>The queue of a partition.</summary>
    public PartitionQueue Queue(int partition) => _queues[partition];

    /// <summary>Joins the group.</summary>
    public void Subscribe() => _consumer.Subscribe(_options.Topic);

    /// <summary>Leaves it; what is held is revoked on the consumer's thread.</summary>
    public void Unsubscribe() => _consumer.Unsubscribe();

    /// <summary>Sets a partition to an offset: one of the group's, or, where there is no group, any.</summary>
    /// <exception cref="IOException">It is not this silo's, or the cluster does not answer.</exception>
    public void Start(int partition, long offset)
    {
        var target = new TopicPartitionOffset(_options.Topic, partition, offset);
        if (Member is null)
        {
            _consumer.IncrementalAssign([target]);
            return;
        }

        // The client takes an assignment over in steps, and refuses to seek before the last.
        for (var started = _time.GetTimestamp(); ; Thread.Sleep(SeekPause))
        {
            try
            {
                _consumer.Seek(target);
                return;
            }
            catch (KafkaException exception)
                when (_isClosing || _time.GetElapsedTime(started) > _options.RequestTimeout)
            {
                throw new IOException(
                    $"Partition {partition} cannot be read from offset {offset}: {exception.Error.Reason}.", exception);
            }
            catch (KafkaException exception) when (exception.Error.Code is ErrorCode.Local_State or ErrorCode.Local_InProgress)
            {
                // Not yet.
            }
            catch (KafkaException exception)
            {
                throw new IOException(
                    $"Partition {partition} cannot be read from offset {offset}: {exception.Error.Reason}.", exception);
            }
        }
    }

    /// <summary>Ends the reading of a partition that no group gave.</summary>
    public void Stop(int partition)
    {
        if (Member is null && !_isClosing)
        {
            _consumer.IncrementalUnassign([new TopicPartition(_options.Topic, partition)]);
        }
    }

    /// <summary>Begin and end of a partition, from the cluster.</summary>
    /// <exception cref="IOException">The cluster does not answer.</exception>
    public PartitionRange Ask(int partition)
    {
        try
        {
            var found = _consumer.QueryWatermarkOffsets(
                new TopicPartition(_options.Topic, partition), _options.RequestTimeout);
            return new PartitionRange(found.Low.Value, found.High.Value, -1);
        }
        catch (KafkaException exception)
        {
            throw new IOException(
                $"Kafka does not tell the offsets of partition {partition}: {exception.Error.Reason}.", exception);
        }
    }

    /// <summary>The end of a partition as the last fetch told it; null before the first.</summary>
    public long? KnownEnd(int partition)
    {
        try
        {
            var found = _consumer.GetWatermarkOffsets(new TopicPartition(_options.Topic, partition));
            return found.High.IsSpecial ? null : found.High.Value;
        }
        catch (KafkaException)
        {
            return null;
        }
    }

    /// <summary>Notes an offset that is committed some seconds later, for tools that watch lag.</summary>
    public void Note(int partition, long offset)
    {
        try
        {
            _consumer.StoreOffset(new TopicPartitionOffset(_options.Topic, partition, offset));
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            KafkaMessages.CommitFailed(_logger, partition, offset, exception.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosing = true;
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        foreach (var queue in _queues)
        {
            queue.Dispose();
        }

        _consumer.Close();
        _consumer.Dispose();
    }

    private static List<int> Numbers(List<TopicPartitionOffset> partitions) =>
        partitions.ConvertAll(partition => partition.Partition.Value);

    // From the end, until a reader sets the offset: nothing worth the transfer is fetched before.
    private IEnumerable<TopicPartitionOffset> Assign(List<TopicPartition> assigned)
    {
        Member?.Assigned(assigned.ConvertAll(partition => partition.Partition.Value));
        return assigned.Select(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    private void Poll()
    {
        while (!_isClosing)
        {
            try
            {
                _consumer.Consume(PollTime);
            }
            catch (Exception exception) when (exception is KafkaException or InvalidOperationException)
            {
                if (!_isClosing)
                {
                    KafkaMessages.ConsumeFailed(_logger, exception);
                }
            }
        }
    }

    private void NoteCommit(CommittedOffsets committed)
    {
        foreach (var offset in committed.Offsets.Where(offset => offset.Error.IsError || committed.Error.IsError))
        {
            var error = offset.Error.IsError ? offset.Error : committed.Error;
            KafkaMessages.CommitFailed(_logger, offset.Partition.Value, offset.Offset.Value, error.Reason);
        }
    }
}
