using System.Collections.Concurrent;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Tripline.Storage.Embedded.Disk;

/// <summary>The numbered files of one log in one folder, each of the same size; a log address is a byte of them all
/// joined. Any thread may read; one thread at a time writes, syncs and cuts.</summary>
public sealed class SegmentFiles : IDisposable
{
    private const long GrowthBytes = 4 << 20;
    private readonly ConcurrentDictionary<int, SafeFileHandle> _handles = new();
    private readonly Dictionary<int, long> _lengths = [];
    private readonly HashSet<int> _dirty = [];
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _prefix;
    private bool _namesChanged;

    /// <summary>Opens the files <c>name.0</c>, <c>name.1</c> … of a folder, which is made when missing.</summary>
    public SegmentFiles(string folder, string name, long segmentBytes)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
        _prefix = name + ".";
        SegmentBytes = segmentBytes;
        foreach (var number in Directory.EnumerateFiles(folder, _prefix + "*").Select(Number).Where(n => n >= 0).Order())
        {
            _handles[number] = OpenFile(number);
            First = First < 0 ? number : First;
            Last = number;
        }
    }

    /// <summary>Size of each file in bytes.</summary>
    public long SegmentBytes { get; }

    /// <summary>The folder.</summary>
    public string Folder => _folder;

    /// <summary>Lowest file number; -1 when there is none.</summary>
    public int First { get; private set; } = -1;

    /// <summary>Highest file number; -1 when there is none.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Called before each write, sync and cut with what is about to happen; throws to play a failing disk.
    /// </summary>
    internal Action<string>? Fault { get; set; }

    /// <summary>Bytes from the lowest file's first to the highest file's last.</summary>
    public long TotalBytes => First < 0 ? 0 : (Last - First + 1) * SegmentBytes;

    /// <summary>Path of the file that an address is in, whether it exists or not.</summary>
    public string FileOf(long address) => PathOf((int)(address / SegmentBytes));

    /// <summary>Fills the buffer from an address, which must not run over the file's end, with zeros where nothing was
    /// written. False when the file is not there (any more).</summary>
    public bool TryRead(long address, Span<byte> buffer)
    {
        if (!_handles.TryGetValue((int)(address / SegmentBytes), out var handle))
        {
            buffer.Clear();
            return false;
        }

        try
        {
            var offset = address % SegmentBytes;
            while (!buffer.IsEmpty)
            {
                var read = RandomAccess.Read(handle, buffer, offset);
                if (read == 0)
                {
                    buffer.Clear();
                    break;
                }

                buffer = buffer[read..];
                offset += read;
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>A file as memory, as long as it is now; null when it is not there, or empty.</summary>
    internal MemoryMappedViewAccessor? Map(int number)
    {
        if (!_handles.TryGetValue(number, out var handle) || RandomAccess.GetLength(handle) == 0)
        {
            return null;
        }

        using var file = MemoryMappedFile.CreateFromFile(
            handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>Writes at an address, making its file when it is new. Not durable before <see cref="Sync"/>.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public void Write(long address, ReadOnlySpan<byte> bytes)
    {
        var number = (int)(address / SegmentBytes);
        lock (_gate)
        {
            Fault?.Invoke("write");
            if (!_handles.TryGetValue(number, out var handle))
            {
                handle = OpenFile(number);
                _handles[number] = handle;
                _namesChanged = true;
                First = First < 0 ? number : Math.Min(First, number);
                Last = Math.Max(Last, number);
            }

            _dirty.Add(number);
            Grow(number, handle, (address % SegmentBytes) + bytes.Length);
            RandomAccess.Write(handle, bytes, address % SegmentBytes);
        }
    }

    /// <summary>Returns once everything written so far is on disk.</summary>
    /// <exception cref="IOException">The disk refused; what was written since the last sync may be lost.</exception>
    public void Sync()
    {
        lock (_gate)
        {
            Fault?.Invoke("sync");
            foreach (var number in _dirty)
            {
                DiskSync.File(_handles[number]);
            }

            _dirty.Clear();
            if (_namesChanged)
            {
                DiskSync.Folder(_folder);
                _namesChanged = false;
            }
        }
    }

    /// <summary>Removes every byte from an address on, durably.</summary>
    public void CutFrom(long address)
    {
        lock (_gate)
        {
            Fault?.Invoke("cut");
            var last = (int)(address / SegmentBytes);
            foreach (var number in _handles.Keys.Where(n => n > last).OrderDescending())
            {
                Remove(number);
            }

            if (_handles.TryGetValue(last, out var handle))
            {
                RandomAccess.SetLength(handle, address % SegmentBytes);
                _lengths[last] = address % SegmentBytes;
                _dirty.Add(last);
            }

            Last = _handles.IsEmpty ? -1 : _handles.Keys.Max();
            First = _handles.IsEmpty ? -1 : First;
        }

        Sync();
    }

    /// <summary>Deletes the files that lie wholly below an address, lowest first.</summary>
    public void DropBelow(long address)
    {
        lock (_gate)
        {
            foreach (var number in _handles.Keys.Where(n => (n + 1) * SegmentBytes <= address).Order())
            {
                Remove(number);
            }

            First = _handles.IsEmpty ? -1 : _handles.Keys.Min();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var handle in _handles.Values)
            {
                handle.Dispose();
            }

            _handles.Clear();
        }
    }

    // Growing a file ahead of what is written spares most syncs the work of storing a new length.
    private void Grow(int number, SafeFileHandle handle, long end)
    {
        if (!_lengths.TryGetValue(number, out var length))
        {
            length = RandomAccess.GetLength(handle);
        }

        if (end > length)
        {
            length = Math.Min(SegmentBytes, (end + GrowthBytes - 1) / GrowthBytes * GrowthBytes);
            RandomAccess.SetLength(handle, length);
        }

        _lengths[number] = length;
    }

    private void Remove(int number)
    {
        if (_handles.TryRemove(number, out var handle))
        {
            handle.Dispose();
            _dirty.Remove(number);
            _lengths.Remove(number);
            File.Delete(PathOf(number));
            _namesChanged = true;
        }
    }

    private SafeFileHandle OpenFile(int number) => File.OpenHandle(
        PathOf(number), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private string PathOf(int number) =>
        Path.Combine(_folder, _prefix + number.ToString(CultureInfo.InvariantCulture));

    private int Number(string path) =>
        int.TryParse(Path.GetFileName(path).AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : -1;
}
