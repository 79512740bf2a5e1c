using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Log;

/// <summary>Keeps the log at most about twice as long as what counts in it: copies what still counts of the oldest file
/// to the log's end, in steps that share the commits of other writes, and then deletes the file. A deletion's own
/// record needs no copy: all older records of its key go with the file or went before.</summary>
internal sealed class Compactor(
    SegmentFiles files,
    LogOptions options,
    KeyIndex index,
    LogState state,
    ILogger logger,
    TimeSpan retryDelay,
    TimeProvider time) : IAsyncDisposable
{
    private const int StepBytes = 1 << 20;
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Whether there is enough to free.</summary>
    private bool IsDue =>
        state.DeadBytes > Math.Max(options.CompactionFloorBytes, state.LiveBytes)
        && OldestFileEnd() <= state.Tail - (state.Tail % options.SegmentBytes);

    /// <summary>Begins to work beside the writer.</summary>
    public void Start(LogWriter writer) => _loop = Task.Run(() => RunAsync(writer));

    /// <summary>Says that the log has changed.</summary>
    public void Signal()
    {
        if (IsDue)
        {
            _signals.Writer.TryWrite(true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(LogWriter writer)
    {
        try
        {
            while (true)
            {
                await _signals.Reader.ReadAsync(_stop.Token);
                while (IsDue)
                {
                    try
                    {
                        await CompactOldestFileAsync(writer);
                    }
                    catch (IOException e)
                    {
                        LogMessages.CompactionStopped(logger, e.Message);
                        await Task.Delay(retryDelay, time, _stop.Token);
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The store is being closed; what is left to do is done after the next start.
        }
    }

    private async Task CompactOldestFileAsync(LogWriter writer)
    {
        var end = OldestFileEnd();
        var page = GC.AllocateUninitializedArray<byte>(options.PageBytes);
        var copied = 0L;
        for (var address = end - options.SegmentBytes; address < end; address += options.PageBytes)
        {
            if (!files.TryRead(address, page))
            {
                break;
            }

            var next = address == 0 ? (int)Appender.FirstAddress : 0;
            while (next < page.Length)
            {
                _stop.Token.ThrowIfCancellationRequested();
                var (step, stepEnd) = Collect(page, address, next);
                next = stepEnd;
                copied += step.Batch.Bytes;
                await WriteAsync(writer, step);
            }
        }

        await WriteAsync(writer, new PendingWrite(new LogBatch(), dropBelow: end));
        LogMessages.Compacted(logger, end, copied);
    }

    private (PendingWrite Step, int End) Collect(ReadOnlySpan<byte> page, long pageAddress, int from)
    {
        var batch = new LogBatch();
        var copiedFrom = new List<RecordPlace>();
        var scanner = new PageScanner(page, pageAddress, from);
        var end = page.Length;
        while (scanner.MoveNext())
        {
            var record = scanner.Current;
            var place = RecordPlace.At(scanner.Address, Record.SpaceOf(record.Length));
            if (Record.Kind(record) == RecordKind.Put)
            {
                var key = Record.Key(record);
                var hash = KeyHash.Of(key);
                if (index.Shard(hash).Contains(hash, place))
                {
                    batch.Put(key, record[Record.ValueOffset(record)..]);
                    copiedFrom.Add(place);
                }
            }

            if (batch.Bytes >= StepBytes)
            {
                end = (int)(scanner.Address - pageAddress) + place.Space;
                break;
            }
        }

        return (new PendingWrite(batch, copiedFrom), end);
    }

    private static Task WriteAsync(LogWriter writer, PendingWrite write)
    {
        if (write.Batch.Count == 0 && write.DropBelow == 0)
        {
            return Task.CompletedTask;
        }

        writer.Enqueue(write);
        return write.Done;
    }

    private long OldestFileEnd() => ((state.Begin / options.SegmentBytes) + 1) * options.SegmentBytes;
}
