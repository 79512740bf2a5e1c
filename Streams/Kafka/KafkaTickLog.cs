using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Tripline.Sources;
using Tripline.Sources.Text;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>The tick log as a topic of Apache Kafka. Offsets are Kafka's own; it does not count ticks.</summary>
public sealed class KafkaTickLog : ITickLog
{
    private const int MaxKeptBundles = 256;
    private const int MostFailures = 3;
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<RecordBundle> _bundles = [];
    private readonly PartitionRange[] _ranges;
    private readonly KafkaOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RecordLimits _limits;
    private readonly KafkaProducer _producer;
    private readonly DeadLetters _deadLetters;
    private readonly LagOffsets _offsets;
    private readonly ReadingConsumers _consumers;
    private int _isDisposed;

    /// <summary>Connects to the cluster and reads how many partitions the topic has.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong.</exception>
    /// <exception cref="InvalidOperationException">librdkafka is not installed, or a topic is missing.</exception>
    /// <exception cref="IOException">The cluster does not answer.</exception>
    public KafkaTickLog(
        KafkaOptions options,
        TimeProvider time,
        ILogger<KafkaTickLog> logger,
        TickOptions? ticks = null,
        MarketRules? markets = null)
    {
        KafkaLibrary.Require();
        (_options, _time, _logger) = (options, time, logger);
        if (options.Source.Length > 0 && !TickJson.IsSource(options.Source))
        {
            throw new ArgumentException($"Kafka:Source is '{options.Source}'; it {TickJson.ExpectedSource}.", nameof(options));
        }

        ticks ??= new TickOptions();
        var names = new Dictionary<string, string>(ticks.Fields, StringComparer.OrdinalIgnoreCase);
        foreach (var (field, own) in options.Fields)
        {
            names[field] = own;
        }

        _limits = new RecordLimits(
            new TickFieldMap(names), markets ?? MarketRules.None, ticks.MaxAhead, options.Source, time);
        _producer = new KafkaProducer(options, time, logger);
        try
        {
            _deadLetters = new DeadLetters(_producer, options.DeadLetterTopic, time, logger);
            _ranges = new PartitionRange[KafkaTopic.CountPartitions(_producer.Handle, options.Topic, options, time)];
            if (options.DeadLetterTopic.Length > 0)
            {
                KafkaTopic.CountPartitions(_producer.Handle, options.DeadLetterTopic, options, time);
            }

            _offsets = new LagOffsets(options.Topic, time, logger);
            _consumers = new ReadingConsumers(options, _offsets, logger);
        }
        catch
        {
            _producer.Dispose();
            throw;
        }

        _ = WatchAsync();
        KafkaMessages.Opened(logger, options.Topic, _ranges.Length, options.BootstrapServers);
    }

    /// <summary>Told why, when no client of this process finds the brokers any more although they take connections: a new
    /// process does.</summary>
    public Action<string>? OnLost { get; set; }

    /// <inheritdoc/>
    public int PartitionCount => _ranges.Length;

    /// <inheritdoc/>
    public TickLogHealth Health => _producer.Health;

    /// <inheritdoc/>
    public RecordBundle Rent() => _bundles.TryTake(out var bundle) ? bundle : new RecordBundle(GiveBack);

    /// <inheritdoc/>
    /// <remarks>Durable means that the broker has acknowledged it as its topic's settings say (acks=all). A request whose
    /// answer was lost is sent again, and brokers from 0.11 on drop the repeat; with those before, records of ticks that no
    /// source numbers may be there twice.</remarks>
    public async ValueTask AppendAsync(int partition, RecordBundle bundle)
    {
        bundle.Finish();
        var target = new TopicPartition(_options.Topic, partition);
        List<Task>? sent = null;
        Task? last = null;
        while (TryNext(bundle, out var value, out var key, out var isNumbered))
        {
            if (last is not null && isNumbered)
            {
                // Were the one before to time out and this one not, its ticks would look like repeats when they come.
                await last;
            }
            else if (last is not null)
            {
                (sent ??= []).Add(last);
            }

            last = _producer.ProduceAsync(target, key, value);
        }

        if (last is not null)
        {
            await (sent is null ? last : Task.WhenAll([.. sent, last]));
        }
    }

    /// <inheritdoc/>
    public PartitionRange Range(int partition)
    {
        lock (_ranges)
        {
            ref var range = ref _ranges[partition];
            if (_isDisposed == 0 && _consumers.KnownEnd(partition) is { } end && end > range.End)
            {
                range = range with { End = end };
            }

            return range with { TickCount = -1 };
        }
    }

    /// <inheritdoc/>
    public async ValueTask<PartitionRange> ReadRangeAsync(int partition, CancellationToken cancellationToken)
    {
        // The client asks and waits on the caller's thread.
        var range = await Task.Run(() => _consumers.First.Ask(partition, _options.RequestTimeout), cancellationToken);
        lock (_ranges)
        {
            _ranges[partition] = range;
        }

        return range;
    }

    /// <inheritdoc/>
    public ITickLogReader OpenReader(int partition, long offset) =>
        Open(partition, offset, _deadLetters, waitsForMore: false);

    /// <inheritdoc/>
    public ITickLogReader OpenFollower(int partition, long offset) =>
        Open(partition, offset, deadLetters: null, waitsForMore: false);

    /// <inheritdoc/>
    public ITickLogReader OpenScan(int partition, long offset) =>
        Open(partition, offset, deadLetters: null, waitsForMore: true);

    /// <inheritdoc/>
    /// <remarks>The offset is committed within a few seconds under the group's name, for tools that watch lag; nothing
    /// here reads it.</remarks>
    public void Checkpointed(int partition, long nextOffset) => _offsets.Note(partition, nextOffset);

    /// <inheritdoc/>
    public void Trim(int partition, long keepFrom)
    {
        // The topic's own retention does that.
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _closing.Cancel();
            _deadLetters.Dispose();
            _consumers.Dispose();
            _producer.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    // A client that lost its brokers may find none again by itself, and nothing else would tell.
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(WatchInterval, _time);
        var failures = 0;
        while (await WaitAsync(timer))
        {
            try
            {
                await Task.Run(() => _consumers.First.Check(WatchInterval));
                failures = 0;
            }
            catch (IOException failure)
            {
                // The brokers are away, or they take connections and this process' clients make none.
                failures = await BootstrapConnection.IsTakenAsync(_options) ? failures + 1 : 0;
                if (failures == MostFailures)
                {
                    OnLost?.Invoke(failure.Message);
                }
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task<bool> WaitAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool TryNext(RecordBundle bundle, out byte[] value, out byte[]? key, out bool isNumbered)
    {
        var record = bundle.NextRecord();
        (value, key, isNumbered) = ([], null, false);
        if (record.IsEmpty)
        {
            return false;
        }

        TickRecordFormat.Stamp(record, TickRecordFormat.Uncounted, 0);
        value = record.ToArray();
        _ = TickRecordReader.TryOpen(record, out var reader);
        isNumbered = reader.IsNumbered;
        key = KeyOf(ref reader);
        return true;
    }

    // The symbol, where the record has only one: for other readers of the topic. Its partition is given anyway.
    private static byte[]? KeyOf(ref TickRecordReader reader)
    {
        if (!reader.TryRead(out var first))
        {
            return null;
        }

        while (reader.TryRead(out var tick))
        {
            if (!tick.Symbol.SequenceEqual(first.Symbol))
            {
                return null;
            }
        }

        return first.Symbol.ToArray();
    }

    private KafkaReader Open(int partition, long offset, DeadLetters? deadLetters, bool waitsForMore)
    {
        var consumer = _consumers.Reserve(partition);
        try
        {
            return new KafkaReader(
                new KafkaReaderParts(
                    new TopicPartition(_options.Topic, partition),
                    consumer.Open(partition, offset),
                    consumer,
                    new RecordIntake(partition, _ranges.Length, _limits),
                    new KafkaGaps(partition, asked => consumer.Ask(asked, _options.RequestTimeout), _time),
                    deadLetters,
                    waitsForMore,
                    () => _consumers.Release(consumer, partition)),
                offset);
        }
        catch
        {
            _consumers.Release(consumer, partition);
            throw;
        }
    }

    private void GiveBack(RecordBundle bundle)
    {
        if (_bundles.Count < MaxKeptBundles)
        {
            _bundles.Add(bundle);
        }
    }
}
