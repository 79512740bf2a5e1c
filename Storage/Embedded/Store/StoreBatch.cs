using RocksDbSharp;

namespace Tripline.Storage.Embedded.Store;

/// <summary>Changes that the store makes all at once or not at all, in order: a later change of a key wins. Not for
/// several threads; belongs to the store once it was handed over.</summary>
internal sealed class StoreBatch
{
    private readonly List<Change> _changes = [];
    private byte[] _bytes = new byte[256];
    private int _used;

    /// <summary>Number of changes.</summary>
    public int Count => _changes.Count;

    /// <summary>Bytes of all keys and values.</summary>
    public int Bytes => _used;

    /// <summary>Longest value in bytes.</summary>
    public int LongestValue { get; private set; }

    /// <summary>Sets a key's value.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Add(key, value, isDeletion: false);

    /// <summary>Removes a key; nothing happens when it is not there.</summary>
    public void Delete(ReadOnlySpan<byte> key) => Add(key, [], isDeletion: true);

    /// <summary>Adds the changes to what is to be written at once.</summary>
    public void AddTo(WriteBatch batch, Func<byte, ColumnFamilyHandle> familyOf)
    {
        foreach (var change in _changes)
        {
            var key = _bytes.AsSpan(change.Offset, change.KeyLength);
            if (change.IsDeletion)
            {
                batch.Delete(key, familyOf(key[0]));
            }
            else
            {
                var value = _bytes.AsSpan(change.Offset + change.KeyLength, change.ValueLength);
                batch.Put(key, value, familyOf(key[0]));
            }
        }
    }

    private void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDeletion)
    {
        if (key.Length is 0 or > RocksStore.MaxKeyBytes)
        {
            throw new ArgumentException(
                $"A key has {key.Length} bytes; 1 to {RocksStore.MaxKeyBytes} are stored.", nameof(key));
        }

        var needed = checked(_used + key.Length + value.Length);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        }

        key.CopyTo(_bytes.AsSpan(_used));
        value.CopyTo(_bytes.AsSpan(_used + key.Length));
        _changes.Add(new Change(_used, key.Length, value.Length, isDeletion));
        _used = needed;
        LongestValue = Math.Max(LongestValue, value.Length);
    }

    private readonly record struct Change(int Offset, int KeyLength, int ValueLength, bool IsDeletion);
}
