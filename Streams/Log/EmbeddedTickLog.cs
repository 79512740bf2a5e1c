using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Streams.Log;

/// <summary>The tick log on the local disk: one FasterLog a partition, in a folder of its own.</summary>
public sealed class EmbeddedTickLog : ITickLog
{
    private const int MaxPartitions = 1024;
    private const int MaxKeptBundles = 256;
    private readonly ConcurrentBag<RecordBundle> _bundles = [];
    private readonly EmbeddedPartition[] _partitions;
    private readonly CommitThreads _threads;
    private readonly TickLogRetention _retention;

    /// <summary>Opens the log, or makes it at the first start.</summary>
    /// <exception cref="InvalidDataException">The log was made with another number of partitions, or by another
    /// version.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public EmbeddedTickLog(TickLogOptions options, TimeProvider time, ILogger<EmbeddedTickLog> logger)
    {
        if (options.Partitions is < 1 or > MaxPartitions)
        {
            throw new ArgumentException($"Partitions must be 1 to {MaxPartitions}, not {options.Partitions}.", nameof(options));
        }

        if (options.SegmentBytes < LogFrame.PageBytes || !BitOperations.IsPow2(options.SegmentBytes))
        {
            throw new ArgumentException(
                $"SegmentBytes must be a power of two of at least {LogFrame.PageBytes}, not {options.SegmentBytes}.",
                nameof(options));
        }

        var layout = TickLogLayout.Settle(options);
        options.SegmentBytes = layout.SegmentBytes;
        _threads = new CommitThreads(options.WriterThreads);
        _retention = new TickLogRetention(options, time, logger);
        _partitions = new EmbeddedPartition[layout.Partitions];
        for (var number = 0; number < _partitions.Length; number++)
        {
            var folder = Path.Combine(options.Path, number.ToString("D4", CultureInfo.InvariantCulture));
            _partitions[number] = new EmbeddedPartition(number, folder, options, _threads, logger);
        }
    }

    /// <inheritdoc/>
    public int PartitionCount => _partitions.Length;

    /// <inheritdoc/>
    public TickLogHealth Health
    {
        get
        {
            foreach (var partition in _partitions)
            {
                if (partition.Problem is { } problem)
                {
                    return new TickLogHealth(false, problem);
                }
            }

            return new TickLogHealth(true, null);
        }
    }

    /// <inheritdoc/>
    public RecordBundle Rent() => _bundles.TryTake(out var bundle) ? bundle : new RecordBundle(GiveBack);

    /// <inheritdoc/>
    public ValueTask AppendAsync(int partition, RecordBundle bundle) => _partitions[partition].AppendAsync(bundle);

    /// <inheritdoc/>
    public PartitionRange Range(int partition) => _partitions[partition].Range;

    /// <inheritdoc/>
    public ITickLogReader OpenReader(int partition, long offset) => new LogReader(_partitions[partition], offset);

    /// <inheritdoc/>
    public ITickLogReader OpenFollower(int partition, long offset) => OpenReader(partition, offset);

    /// <inheritdoc/>
    public ValueTask<PartitionRange> ReadRangeAsync(int partition, CancellationToken cancellationToken) =>
        new(Range(partition));

    /// <inheritdoc/>
    public ITickLogReader OpenScan(int partition, long offset) => OpenReader(partition, offset);

    /// <inheritdoc/>
    public void Checkpointed(int partition, long nextOffset)
    {
        // Trim is told how far it may go when it runs.
    }

    /// <inheritdoc/>
    public void Trim(int partition, long keepFrom)
    {
        _partitions[partition].Mark();
        _retention.Trim(_partitions[partition], partition, keepFrom, _partitions.Length);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _threads.Dispose();
        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The files of a partition, for tests that make them fail.</summary>
    internal SegmentFiles Files(int partition) => _partitions[partition].Files;

    private void GiveBack(RecordBundle bundle)
    {
        if (_bundles.Count < MaxKeptBundles)
        {
            _bundles.Add(bundle);
        }
    }
}
