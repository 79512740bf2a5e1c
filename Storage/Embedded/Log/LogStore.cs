using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Log;

/// <summary>A key-value store in a log on disk with its keys' hashes in memory. A write is acknowledged when it is on
/// disk; a write of several keys is all or nothing across a crash, though a reader beside it may see part of it.
/// </summary>
internal sealed class LogStore : IAsyncDisposable
{
    private const int MaxAttempts = 100;
    private readonly SegmentFiles _files;
    private readonly LogOptions _options;
    private readonly KeyIndex _index = new();
    private readonly LogState _state = new();
    private readonly LogWriter _writer;
    private readonly Compactor _compactor;
    private int _isClosed;

    private LogStore(string folder, LogOptions options, TimeProvider time, ILogger logger, Action<string>? fault)
    {
        _options = options;
        _files = new SegmentFiles(folder, "store", options.SegmentBytes) { Fault = fault };
        var began = time.GetTimestamp();
        using var views = new SegmentViews(_files);
        var recovery = new LogRecovery(_files, options, _index, (key, place) => IsAt(views.TryRead, key, place), logger);
        recovery.Run();
        DamagedStretches = recovery.DamagedStretches;
        _state.Begin = recovery.Begin;
        _state.Tail = recovery.Tail;
        _state.LastBatch = recovery.LastBatch;
        _state.LiveBytes = recovery.LiveBytes;
        var took = (long)time.GetElapsedTime(began).TotalMilliseconds;
        LogMessages.Opened(logger, folder, Count, _state.LiveBytes >> 20, (_state.Tail - _state.Begin) >> 20, took);

        var commit = new GroupCommit(_files, options, _index, IsAt, _state, logger);
        var probeInterval = options.ProbeInterval ?? TimeSpan.FromSeconds(1);
        _compactor = new Compactor(_files, options, _index, _state, logger, probeInterval, time);
        _writer = new LogWriter(commit, folder, probeInterval, time, logger, _compactor.Signal);
        _compactor.Start(_writer);
    }

    /// <summary>Number of keys.</summary>
    public long Count => _index.Count;

    /// <summary>Memory of the key index in bytes.</summary>
    public long IndexBytes => _index.Bytes;

    /// <summary>Sizes of the log.</summary>
    public LogState State => _state;

    /// <summary>Stretches of damaged bytes met when it was opened.</summary>
    public int DamagedStretches { get; }

    /// <summary>Whether writes succeed.</summary>
    public StorageHealth Health => _writer.Health;

    /// <summary>Longest value in bytes for a key of this length.</summary>
    public int MaxValueBytes(int keyBytes) =>
        _options.PageBytes - (int)Appender.FirstAddress - Record.FrameBytes - Record.HeaderBytes - keyBytes;

    /// <summary>Opens the store of a folder, reading its log.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static Task<LogStore> OpenAsync(
        string folder, LogOptions options, TimeProvider time, ILogger logger, Action<string>? fault = null) =>
        Task.Run(() => new LogStore(folder, options, time, logger, fault));

    /// <summary>A key's value; false when there is none.</summary>
    /// <exception cref="IOException">The disk cannot be read, or its bytes are damaged.</exception>
    public bool TryRead(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        var hash = KeyHash.Of(key);
        for (var attempt = 1; ; attempt++)
        {
            var isGone = false;
            for (var skip = 0; ; skip++)
            {
                var place = _index.Shard(hash).Find(hash, skip);
                if (!place.Exists)
                {
                    break;
                }

                if (!TryRead(place, out var record))
                {
                    isGone = true;
                    break;
                }

                if (Record.Key(record.Span).SequenceEqual(key))
                {
                    value = record[Record.ValueOffset(record.Span)..];
                    return true;
                }
            }

            // Compaction moved the record and dropped its file between the two looks; the index knows the new place.
            if (!isGone)
            {
                value = default;
                return false;
            }

            if (attempt == MaxAttempts)
            {
                throw new IOException("A file of the store's log is missing.");
            }
        }
    }

    /// <summary>Makes all changes of a batch, durable on completion. The batch belongs to the store from here on.</summary>
    /// <param name="batch">The changes.</param>
    /// <param name="cancellationToken">Heeded before the write begins; afterwards it is carried out.</param>
    /// <exception cref="IOException">The disk cannot be written; nothing was stored.</exception>
    public Task WriteAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || batch.Count == 0)
        {
            batch.Dispose();
            return cancellationToken.IsCancellationRequested
                ? Task.FromCanceled(cancellationToken)
                : Task.CompletedTask;
        }

        if (batch.LongestRecord > MaxValueBytes(0) + Record.HeaderBytes)
        {
            var bytes = batch.LongestRecord;
            batch.Dispose();
            throw new ArgumentException(
                $"A record has {bytes} bytes; at most {MaxValueBytes(0)} are stored under one key.", nameof(batch));
        }

        var write = new PendingWrite(batch);
        _writer.Enqueue(write);
        return write.Done;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        await _compactor.DisposeAsync();
        await Task.Run(_writer.Dispose);
        _files.Dispose();
    }

    private bool TryRead(RecordPlace place, out ReadOnlyMemory<byte> record)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(place.Space);
        if (!_files.TryRead(place.Address, bytes))
        {
            record = default;
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < Record.HeaderBytes
            || Record.SpaceOf(length) != place.Space
            || !Record.IsValid(bytes.AsSpan(Record.FrameBytes, length), place.Address))
        {
            throw new IOException($"The store's log is damaged at address {place.Address} ({_files.FileOf(place.Address)}).");
        }

        record = bytes.AsMemory(Record.FrameBytes, length);
        return true;
    }

    private delegate bool Read(long address, Span<byte> buffer);

    private bool IsAt(ReadOnlySpan<byte> key, RecordPlace place) => IsAt(_files.TryRead, key, place);

    private static bool IsAt(Read read, ReadOnlySpan<byte> key, RecordPlace place)
    {
        Span<byte> head = stackalloc byte[Record.FrameBytes + Record.HeaderBytes + Record.MaxKeyBytes];
        head = head[..Math.Min(place.Space, Record.FrameBytes + Record.HeaderBytes + key.Length)];
        Debug.Assert(place.Space > Record.HeaderBytes, "A place in the index holds a record.");
        return read(place.Address, head)
            && head.Length == Record.FrameBytes + Record.HeaderBytes + key.Length
            && Record.HasKey(head[Record.FrameBytes..], key);
    }
}
