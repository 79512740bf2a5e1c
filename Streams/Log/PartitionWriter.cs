using FASTER.core;
using Tripline.Storage.Embedded.Disk;
using Tripline.Streams.Codec;

namespace Tripline.Streams.Log;

/// <summary>One FasterLog, open for appending from where it durably ends. For one thread at a time; after an
/// IOException it is of no more use, and the files are as they were after the last commit that succeeded.</summary>
internal sealed class PartitionWriter : IDisposable
{
    private const int Pages = 8;
    private const int MaxFlushYields = 1_000_000;
    private readonly SegmentFiles _files;
    private readonly SegmentDevice _device;
    private readonly FasterLog _log;
    private long _tickCount;

    public PartitionWriter(SegmentFiles files, long begin, long end, long tickCount)
    {
        _files = files;
        _tickCount = tickCount;
        DurableEnd = end;
        DurableTickCount = tickCount;
        if (HoldsBytesFrom(files, end))
        {
            files.CutFrom(end);
        }

        _device = new SegmentDevice(files, "ticks");
        _log = new FasterLog(new FasterLogSettings
        {
            LogDevice = _device,
            LogCommitManager = new UnwrittenCommits(begin, end),
            PageSize = LogFrame.PageBytes,
            MemorySize = Pages * LogFrame.PageBytes,
            SegmentSize = files.SegmentBytes,
            TryRecoverLatest = false,
        });
        if (end > LogFrame.FirstAddress)
        {
            _log.Recover();
        }

        if (_log.TailAddress != end)
        {
            throw new IOException(
                $"The log in {files.Folder} ends at {end} but opens at {_log.TailAddress}: its newest file cannot be read.");
        }
    }

    /// <summary>Offset after the last record that a commit made durable.</summary>
    public long DurableEnd { get; private set; }

    /// <summary>Running tick count at <see cref="DurableEnd"/>.</summary>
    public long DurableTickCount { get; private set; }

    /// <summary>Adds the bundle's records, not yet durable.</summary>
    public void Add(RecordBundle bundle)
    {
        for (var record = bundle.NextRecord(); !record.IsEmpty; record = bundle.NextRecord())
        {
            TickRecordFormat.Stamp(record, _tickCount, DurableEnd);
            var yields = 0;
            while (!TryEnqueue(record))
            {
                ThrowIfFailed(++yields);
                Thread.Yield();
            }

            _tickCount += TickRecordFormat.CountOf(record);
        }
    }

    /// <summary>Makes all that was added durable.</summary>
    public void Commit()
    {
        var end = _log.TailAddress;
        try
        {
            _log.Commit();
        }
        catch (FasterException exception)
        {
            throw _device.Failure ?? new IOException(exception.Message, exception);
        }

        for (var yields = 0; _log.FlushedUntilAddress < end; yields++)
        {
            ThrowIfFailed(yields);
            Thread.Yield();
        }

        ThrowIfFailed(0);
        _files.Sync();
        DurableEnd = end;
        DurableTickCount = _tickCount;
    }

    public void Dispose()
    {
        _log.Dispose();
        _device.Dispose();
    }

    // After an orderly stop there is nothing to cut, and a cut waits for the disk.
    private static bool HoldsBytesFrom(SegmentFiles files, long address)
    {
        var page = new byte[LogFrame.PageBytes];
        var last = (files.Last + 1) * files.SegmentBytes;
        while (address < last)
        {
            var bytes = page.AsSpan(0, LogFrame.PageBytes - (int)(address & (LogFrame.PageBytes - 1)));
            if (files.TryRead(address, bytes) && bytes.ContainsAnyExcept((byte)0))
            {
                return true;
            }

            address += bytes.Length;
        }

        return false;
    }

    private bool TryEnqueue(ReadOnlySpan<byte> record)
    {
        try
        {
            return _log.TryEnqueue(record, out _);
        }
        catch (FasterException exception)
        {
            throw _device.Failure ?? new IOException(exception.Message, exception);
        }
    }

    private void ThrowIfFailed(int yields)
    {
        if (_device.Failure is { } failure)
        {
            throw failure;
        }

        if (yields > MaxFlushYields)
        {
            throw new IOException($"The log in {_files.Folder} does not get its pages to disk.");
        }
    }
}
