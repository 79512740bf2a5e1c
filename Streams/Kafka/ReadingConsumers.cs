using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

/// <summary>The clients that fetch. A client reads a partition once, so a partition's second reader has a second client,
/// which serves the second readers of all partitions, and so on.</summary>
internal sealed class ReadingConsumers : IDisposable
{
    /// <summary>Most readers of one partition at the same time.</summary>
    public const int MaxReaders = 32;

    private readonly Lock _gate = new();
    private readonly List<ReadingConsumer> _consumers;
    private readonly KafkaOptions _options;
    private readonly ILogger _logger;
    private bool _isDisposed;

    /// <summary>Starts with one client, which stays.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="first">The one.</param>
    /// <param name="logger">Where the clients' messages go.</param>
    public ReadingConsumers(KafkaOptions options, ReadingConsumer first, ILogger logger)
    {
        (_options, _logger) = (options, logger);
        _consumers = [first];
    }

    /// <summary>Finds a client that does not read the partition yet; to be given back to <see cref="Release"/>.</summary>
    /// <exception cref="IOException">All is closed, or the partition has as many readers as it may have.</exception>
    public ReadingConsumer Reserve(int partition)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                throw new IOException("The tick log is closed.");
            }

            if (_consumers.Find(consumer => consumer.Reserved.Add(partition)) is { } free)
            {
                return free;
            }

            if (_consumers.Count == MaxReaders)
            {
                throw new IOException($"Partition {partition} has {MaxReaders} readers already; try again later.");
            }

            var added = new ReadingConsumer(_options, _logger);
            added.Reserved.Add(partition);
            _consumers.Add(added);
            return added;
        }
    }

    /// <summary>Gives a client back once its partition is closed; all but the first end when nobody needs them.</summary>
    public void Release(ReadingConsumer consumer, int partition)
    {
        lock (_gate)
        {
            consumer.Reserved.Remove(partition);
            if (_isDisposed || consumer.Reserved.Count > 0 || consumer == _consumers[0])
            {
                return;
            }

            _consumers.Remove(consumer);
        }

        // Outside, for the client waits for its threads.
        consumer.Dispose();
    }

    /// <summary>The highest end of a partition that a fetch has told; null before the first.</summary>
    public long? KnownEnd(int partition)
    {
        lock (_gate)
        {
            return _isDisposed ? null : _consumers.Max(consumer => consumer.KnownEnd(partition));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        foreach (var consumer in _consumers)
        {
            consumer.Dispose();
        }
    }
}
