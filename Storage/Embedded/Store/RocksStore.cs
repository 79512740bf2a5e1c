using Microsoft.Extensions.Logging;
using RocksDbSharp;

namespace Tripline.Storage.Embedded.Store;

/// <summary>A key-value store on RocksDB: a letter at a key's front says which column family it is in. A write is
/// acknowledged when it is on disk, and is all or nothing.</summary>
internal sealed class RocksStore : IAsyncDisposable
{
    /// <summary>Longest key in bytes.</summary>
    public const int MaxKeyBytes = 1024;

    private const int MaxRecordBytes = 4 << 20;
    private readonly StoreFile _file;
    private readonly StoreWriter _writer;
    private int _isClosed;

    private RocksStore(string folder, TimeSpan probeInterval, TimeProvider time, ILogger logger, Action? fault)
    {
        var began = time.GetTimestamp();
        _file = new StoreFile(folder, fault);
        StoreMessages.Opened(logger, folder, (long)time.GetElapsedTime(began).TotalMilliseconds);
        _writer = new StoreWriter(_file, folder, probeInterval, time, logger);
    }

    /// <summary>Whether writes succeed.</summary>
    public StorageHealth Health => _writer.Health;

    /// <summary>Longest value in bytes for a key of this length.</summary>
    public static int MaxValueBytes(int keyBytes) => MaxRecordBytes - keyBytes;

    /// <summary>Opens the store of a folder.</summary>
    /// <param name="folder">The folder, made when missing.</param>
    /// <param name="probeInterval">How often a failed disk is tried again when nobody writes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="fault">Called before each write; throws to play a failing disk.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static Task<RocksStore> OpenAsync(
        string folder, TimeSpan probeInterval, TimeProvider time, ILogger logger, Action? fault = null) =>
        Task.Run(() =>
        {
            try
            {
                return new RocksStore(folder, probeInterval, time, logger, fault);
            }
            catch (RocksDbException e)
            {
                throw new IOException($"The store in {folder} cannot be opened: {e.Message}", e);
            }
        });

    /// <summary>A key's value; false when there is none.</summary>
    /// <exception cref="IOException">The disk cannot be read, or its bytes are damaged.</exception>
    public bool TryRead(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        var bytes = _file.Read(key);
        value = bytes;
        return bytes is not null;
    }

    /// <summary>Makes all changes of a batch, durable on completion. The batch belongs to the store from here on.</summary>
    /// <param name="batch">The changes.</param>
    /// <param name="cancellationToken">Heeded before the write begins; afterwards it is carried out.</param>
    /// <exception cref="IOException">The disk cannot be written; nothing was stored.</exception>
    public Task WriteAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || batch.Count == 0)
        {
            return cancellationToken.IsCancellationRequested
                ? Task.FromCanceled(cancellationToken)
                : Task.CompletedTask;
        }

        if (batch.LongestValue > MaxValueBytes(0))
        {
            throw new ArgumentException(
                $"A value has {batch.LongestValue} bytes; at most {MaxValueBytes(0)} are stored under one key.",
                nameof(batch));
        }

        var write = new PendingWrite(batch);
        _writer.Enqueue(write);
        return write.Done;
    }

    /// <summary>Counts all keys by reading them.</summary>
    public long CountKeys() => _file.CountKeys();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        await Task.Run(_writer.Dispose);
        _file.Dispose();
    }
}
