namespace Tripline.Storage.Embedded.Log;

/// <summary>Finds the newest record of each key: 20 to 30 bytes of memory a key. Keys themselves stay in the log.
/// </summary>
internal sealed class KeyIndex
{
    private const int ShardBits = 8;
    private readonly KeyIndexShard[] _shards =
        [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new KeyIndexShard())];

    /// <summary>Tells whether the record at a place has a key.</summary>
    public delegate bool KeyIsAt(ReadOnlySpan<byte> key, RecordPlace place);

    /// <summary>Number of keys.</summary>
    public long Count => _shards.Sum(shard => (long)shard.Count);

    /// <summary>Memory of the tables in bytes.</summary>
    public long Bytes => _shards.Sum(shard => shard.Bytes);

    /// <summary>The shard of a hash.</summary>
    public KeyIndexShard Shard(ulong hash) => _shards[hash & ((1 << ShardBits) - 1)];

    /// <summary>Where a key's record is.</summary>
    public RecordPlace Find(ulong hash, ReadOnlySpan<byte> key, KeyIsAt isAt)
    {
        var shard = Shard(hash);
        for (var skip = 0; ; skip++)
        {
            var place = shard.Find(hash, skip);
            if (!place.Exists || isAt(key, place))
            {
                return place;
            }
        }
    }

    /// <summary>Sets where a key's record is; returns where it was.</summary>
    public RecordPlace Set(ulong hash, ReadOnlySpan<byte> key, RecordPlace place, KeyIsAt isAt)
    {
        var old = Find(hash, key, isAt);
        if (!old.Exists)
        {
            Shard(hash).Add(hash, place);
        }
        else
        {
            Shard(hash).Replace(hash, old, place);
        }

        return old;
    }

    /// <summary>Forgets a key; returns where its record was.</summary>
    public RecordPlace Remove(ulong hash, ReadOnlySpan<byte> key, KeyIsAt isAt)
    {
        var old = Find(hash, key, isAt);
        if (old.Exists)
        {
            Shard(hash).Remove(hash, old);
        }

        return old;
    }
}
