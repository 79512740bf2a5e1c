using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Embedded.Store;

/// <summary>One thread that writes for everybody: a write that finds the disk idle starts at once, those that arrive
/// meanwhile share the next commit.</summary>
internal sealed class StoreWriter : IDisposable
{
    private const long MaxWaitingBytes = 1L << 30;
    private readonly Lock _gate = new();
    private readonly StoreFile _file;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Thread _thread;
    private readonly ITimer _probe;
    private List<PendingWrite> _waiting = [];
    private long _waitingBytes;
    private bool _stopping;
    private volatile StorageHealth _health;

    public StoreWriter(
        StoreFile file, string folder, TimeSpan probeInterval, TimeProvider time, ILogger logger)
    {
        _file = file;
        _folder = folder;
        _time = time;
        _logger = logger;
        _health = new StorageHealth(true, null, time.GetUtcNow());
        _probe = time.CreateTimer(_ => ProbeWhenFailed(), null, probeInterval, probeInterval);
        _thread = new Thread(Run) { IsBackground = true, Name = "Storage writer" };
        _thread.Start();
    }

    /// <summary>Whether the last write went well.</summary>
    public StorageHealth Health => _health;

    /// <summary>Queues a write; its task completes when it is on disk.</summary>
    /// <exception cref="IOException">A gibibyte waits already: the disk is far too slow for what is asked.</exception>
    public void Enqueue(PendingWrite write)
    {
        bool wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, typeof(RocksStore));
            if (_waitingBytes > MaxWaitingBytes)
            {
                throw new IOException($"The disk of {_folder} is too slow: {_waitingBytes >> 20} MiB wait to be written.");
            }

            wake = _waiting.Count == 0;
            _waiting.Add(write);
            _waitingBytes += write.Batch.Bytes;
        }

        if (wake)
        {
            _arrived.Release();
        }
    }

    /// <summary>Writes what is queued and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
        }

        _probe.Dispose();
        _arrived.Release();
        _thread.Join();
        _arrived.Dispose();
    }

    private void Run()
    {
        List<PendingWrite> group = [];
        while (true)
        {
            _arrived.Wait();
            lock (_gate)
            {
                (group, _waiting) = (_waiting, group);
                _waitingBytes = 0;
                if (group.Count == 0 && _stopping)
                {
                    return;
                }
            }

            WriteGroup(group);
            group.Clear();
        }
    }

    private void WriteGroup(List<PendingWrite> group)
    {
        if (TryWrite(group) || group.Count == 1)
        {
            return;
        }

        // One write may be too large for the room that is left; that must not take the others down.
        foreach (var write in group)
        {
            TryWrite([write]);
        }
    }

    private bool TryWrite(List<PendingWrite> group)
    {
        if (group.Count == 0)
        {
            return true;
        }

        try
        {
            _file.Write(group.Select(write => write.Batch));
        }
        catch (Exception e)
        {
            var failure = Describe(e);
            NoteFailure(failure);
            if (group.Count == 1)
            {
                group[0].Fail(failure);
            }

            return false;
        }

        NoteSuccess();
        foreach (var write in group)
        {
            write.Complete();
        }

        return true;
    }

    private IOException Describe(Exception cause) => new(
        $"The data folder {_folder} cannot be written: {cause.Message} Nothing of this write was stored. Free some space "
        + "or make the folder writable; the store then goes on by itself.",
        cause);

    private void NoteFailure(IOException failure)
    {
        if (_health.IsHealthy)
        {
            StoreMessages.Unwritable(_logger, failure.Message, failure);
            _health = new StorageHealth(false, failure.Message, _time.GetUtcNow());
        }
    }

    private void NoteSuccess()
    {
        if (!_health.IsHealthy)
        {
            StoreMessages.Writable(_logger);
            _health = new StorageHealth(true, null, _time.GetUtcNow());
        }
    }

    private void ProbeWhenFailed()
    {
        if (_health.IsHealthy)
        {
            return;
        }

        var batch = new StoreBatch();
        batch.Put("probe"u8, []);
        var probe = new PendingWrite(batch);
        try
        {
            Enqueue(probe);
            _ = probe.Done.ContinueWith(static t => t.Exception, TaskScheduler.Default);
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }
    }
}
