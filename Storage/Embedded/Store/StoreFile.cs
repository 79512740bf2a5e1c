using RocksDbSharp;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Store;

/// <summary>Opens the database again after a failed write: RocksDB takes nothing more once its disk was full. Any thread
/// may read; one writes.</summary>
internal sealed class StoreFile : IDisposable
{
    private const int RoomBytes = 4 << 20;
    private readonly ReaderWriterLockSlim _use = new();
    private readonly string _folder;
    private readonly Action? _fault;
    private StoreDatabase? _database;
    private bool _hasFailed;

    public StoreFile(string folder, Action? fault)
    {
        _folder = folder;
        _fault = fault;
        _database = new StoreDatabase(folder);
    }

    /// <summary>A key's value; null when there is none.</summary>
    /// <exception cref="IOException">The disk cannot be read, or its bytes are damaged.</exception>
    public byte[]? Read(ReadOnlySpan<byte> key)
    {
        _use.EnterReadLock();
        try
        {
            return Opened().Read(key);
        }
        catch (RocksDbException e)
        {
            throw new IOException($"The store in {_folder} cannot be read: {e.Message}", e);
        }
        finally
        {
            _use.ExitReadLock();
        }
    }

    /// <summary>Writes all of it, durable on return, after opening again where the write before failed.</summary>
    public void Write(IEnumerable<StoreBatch> batches)
    {
        _fault?.Invoke();
        if (_hasFailed)
        {
            OpenAgain();
        }

        try
        {
            Opened().Write(batches, durably: true);
        }
        catch (RocksDbException)
        {
            _hasFailed = true;
            throw;
        }
    }

    /// <summary>Counts all keys by reading them.</summary>
    public long CountKeys()
    {
        _use.EnterReadLock();
        try
        {
            return Opened().CountKeys();
        }
        finally
        {
            _use.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _use.EnterWriteLock();
        _database?.Dispose();
        _database = null;
        _use.ExitWriteLock();
    }

    // Opening writes what the write-ahead log holds into tables, so it needs some room itself; without it the database
    // stays as it is, so that it can be read.
    private void OpenAgain()
    {
        var probe = Path.Combine(_folder, "room.probe");
        try
        {
            using var file = File.OpenHandle(probe, FileMode.Create, FileAccess.Write);
            RandomAccess.Write(file, new byte[RoomBytes], 0);
            DiskSync.File(file);
        }
        finally
        {
            File.Delete(probe);
        }

        _use.EnterWriteLock();
        try
        {
            _database?.Dispose();
            _database = null;
            _database = new StoreDatabase(_folder);
            _hasFailed = false;
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }

    private StoreDatabase Opened() =>
        _database ?? throw new IOException($"The store in {_folder} is closed until its disk can be written again.");
}
