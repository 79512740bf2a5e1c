using System.Buffers;

namespace Tripline.Storage.Embedded.Log;

/// <summary>Changes that the store makes all at once or not at all, in order: a later change of a key wins. Not for
/// several threads; belongs to the store once it was handed over.</summary>
internal sealed class LogBatch : IDisposable
{
    private const int ChunkBytes = 256 * 1024;
    private readonly List<byte[]> _chunks = [];
    private readonly List<Change> _changes = [];
    private int _used;

    /// <summary>Number of changes.</summary>
    public int Count => _changes.Count;

    /// <summary>Bytes of all records.</summary>
    public long Bytes { get; private set; }

    /// <summary>Longest record in bytes.</summary>
    public int LongestRecord { get; private set; }

    /// <summary>Sets a key's value.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Add(RecordKind.Put, key, value);

    /// <summary>Removes a key; nothing happens when it is not there.</summary>
    public void Delete(ReadOnlySpan<byte> key) => Add(RecordKind.Delete, key, []);

    /// <summary>What a change does.</summary>
    public RecordKind Kind(int change) => _changes[change].Kind;

    /// <summary>The hash of a change's key.</summary>
    public ulong Hash(int change) => _changes[change].Hash;

    /// <summary>A change's record, not yet sealed.</summary>
    public Span<byte> RecordOf(int change)
    {
        var c = _changes[change];
        return _chunks[c.Chunk].AsSpan(c.Offset, c.Length);
    }

    /// <summary>Adds a probe, which changes nothing.</summary>
    public void Probe() => Add(RecordKind.Probe, [], []);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var chunk in _chunks)
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        _chunks.Clear();
        _changes.Clear();
    }

    private void Add(RecordKind kind, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length > Record.MaxKeyBytes)
        {
            throw new ArgumentException($"A key has {key.Length} bytes; at most {Record.MaxKeyBytes} are stored.", nameof(key));
        }

        var length = Record.HeaderBytes + key.Length + value.Length;
        if (_chunks.Count == 0 || _chunks[^1].Length - _used < length)
        {
            // Most batches are one small record, which must not cost a whole chunk.
            _chunks.Add(ArrayPool<byte>.Shared.Rent(_chunks.Count == 0 ? length : Math.Max(length, ChunkBytes)));
            _used = 0;
        }

        Record.Fill(_chunks[^1].AsSpan(_used, length), kind, key, value);
        _changes.Add(new Change(KeyHash.Of(key), _chunks.Count - 1, _used, length, kind));
        _used += length;
        Bytes += length;
        LongestRecord = Math.Max(LongestRecord, length);
    }

    private readonly record struct Change(ulong Hash, int Chunk, int Offset, int Length, RecordKind Kind);
}
