using FASTER.core;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Log;

/// <summary>The end of the log, on FasterLog: takes records in memory and brings them to the disk. For one thread. After
/// an error it is opened anew at the last durable address.</summary>
internal sealed class Appender : IDisposable
{
    /// <summary>The first address of a log.</summary>
    public const long FirstAddress = 64;

    private readonly LogOptions _options;
    private readonly SegmentFiles _files;
    private readonly SegmentDevice _device;
    private readonly FasterLog _log;

    /// <summary>Opens the log to go on at <paramref name="tail"/>; bytes beyond it must have been cut off.</summary>
    public Appender(SegmentFiles files, LogOptions options, long begin, long tail)
    {
        _files = files;
        _options = options;
        _device = new SegmentDevice(files, "store");
        _log = new FasterLog(new FasterLogSettings
        {
            LogDevice = _device,
            LogCommitManager = new KnownTail(begin, tail),
            PageSize = options.PageBytes,
            MemorySize = (long)options.PageBytes * options.PagesInMemory,
            SegmentSize = options.SegmentBytes,
        });
        if (_log.TailAddress != tail)
        {
            var found = _log.TailAddress;
            Dispose();
            throw new IOException($"The log should go on at {tail} but goes on at {found}.");
        }
    }

    /// <summary>Address at which the next record stands if it fits in its page.</summary>
    public long Tail => _log.TailAddress;

    /// <summary>Appends a record in memory and returns its place.</summary>
    /// <exception cref="IOException">An earlier page could not be written.</exception>
    public RecordPlace Append(Span<byte> record, bool partOfBatch, ulong batch, uint place)
    {
        var space = Record.SpaceOf(record.Length);
        var expected = _log.TailAddress;
        if ((expected & (_options.PageBytes - 1)) + space > _options.PageBytes)
        {
            expected = (expected & ~(long)(_options.PageBytes - 1)) + _options.PageBytes;
        }

        if (expected > RecordPlace.MaxAddress)
        {
            throw new IOException("The store has written 64 TiB in its life, which is as far as its addresses go.");
        }

        Record.Seal(record, expected, partOfBatch, batch, place);
        long address;
        while (!_log.TryEnqueue((ReadOnlySpan<byte>)record, out address))
        {
            ThrowIfFailed();
            Thread.Yield();
        }

        return address == expected
            ? RecordPlace.At(address, space)
            : throw new IOException($"A record was meant for {expected} and went to {address}.");
    }

    /// <summary>Returns once all that was appended is on disk.</summary>
    /// <exception cref="IOException">The disk refused; what was appended since the last commit may be lost.</exception>
    public void Commit()
    {
        var tail = _log.TailAddress;
        ThrowIfFailed();
        _log.Commit();
        while (_log.FlushedUntilAddress < tail)
        {
            ThrowIfFailed();
            Thread.Yield();
        }

        ThrowIfFailed();
        _files.Sync();
    }

    /// <summary>Lets FasterLog know that the log now begins at an address, a segment's first.</summary>
    public void Truncate(long begin) => _log.TruncateUntil(begin);

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _device.Dispose();
    }

    private void ThrowIfFailed()
    {
        if (_device.Failure is { } failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>Stands in for FASTER's commit files: where the log ends is found by reading it, so a commit has nothing
    /// to write besides the log.</summary>
    private sealed class KnownTail(long begin, long tail) : ILogCommitManager
    {
        public void Commit(long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
        {
        }

        public byte[] GetCommitMetadata(long commitNum) =>
            new FasterLogRecoveryInfo { BeginAddress = begin, UntilAddress = tail, CommitNum = 1 }.ToByteArray();

        public IEnumerable<long> ListCommits() => tail > FirstAddress ? [1L] : [];

        public void RemoveCommit(long commitNum)
        {
        }

        public void RemoveAllCommits()
        {
        }

        public void OnRecovery(long commitNum)
        {
        }

        public void Dispose()
        {
        }
    }
}
