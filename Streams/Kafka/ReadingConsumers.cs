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
    private readonly LagOffsets _offsets;
    private ReadingConsumer _first;
    private bool _isDisposed;

    /// <summary>Starts with one client, which stays.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="offsets">What the first client sends besides.</param>
    /// <param name="logger">Where the clients' messages go.</param>
    public ReadingConsumers(KafkaOptions options, LagOffsets offsets, ILogger logger)
    {
        (_options, _offsets, _logger) = (options, offsets, logger);
        _first = new ReadingConsumer(options, logger, offsets);
        _consumers = [_first];
    }

    /// <summary>The client that stays, or the one that took its place.</summary>
    /// <exception cref="IOException">All is closed.</exception>
    public ReadingConsumer First
    {
        get
        {
            lock (_gate)
            {
                ThrowIfDisposed();
                if (_first.IsLost)
                {
                    KafkaMessages.Replaced(_logger);
                    var lost = _first;
                    _first = new ReadingConsumer(_options, _logger, _offsets);
                    _consumers.Insert(0, _first);
                    if (lost.Reserved.Count == 0)
                    {
                        _consumers.Remove(lost);
                        _ = Task.Run(lost.Dispose);
                    }
                }

                return _first;
            }
        }
    }

    /// <summary>Finds a client that does not read the partition yet; to be given back to <see cref="Release"/>.</summary>
    /// <exception cref="IOException">All is closed, or the partition has as many readers as it may have.</exception>
    public ReadingConsumer Reserve(int partition)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            _ = First;
            if (_consumers.Find(consumer => !consumer.IsLost && consumer.Reserved.Add(partition)) is { } free)
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
            if (_isDisposed || consumer.Reserved.Count > 0 || consumer == _first)
            {
                return;
            }

            _consumers.Remove(consumer);
        }

        // Outside, for the client waits for its threads; one that is lost perhaps for long.
        if (consumer.IsLost)
        {
            _ = Task.Run(consumer.Dispose);
        }
        else
        {
            consumer.Dispose();
        }
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

    private void ThrowIfDisposed()
    {
        if (_isDisposed)
        {
            throw new IOException("The tick log is closed.");
        }
    }
}
