using RocksDbSharp;

namespace Tripline.Storage.Embedded.Store;

/// <summary>The RocksDB database of a folder with its column families, opened. Its memory is bounded: one block cache
/// and one budget of write buffers for all families.</summary>
internal sealed class StoreDatabase : IDisposable
{
    private const ulong CacheBytes = 32 << 20;
    private const ulong WriteBufferBytes = 16 << 20;
    private const ulong AllWriteBuffersBytes = 48 << 20;
    private const ulong WriteAheadLogBytes = 96 << 20;
    private const int FilterBitsPerKey = 10;

    private static readonly (string Name, string Letters)[] Families =
    [
        ("grains", "g"), ("alerts", "ax"), ("checkpoints", "psr"), ("armings", "j"),
        ("candles", "nc"), ("triggers", "utfq"), ("marks", "m"),
    ];

    private readonly RocksDb _database;
    private readonly WriteOptions _durably = new WriteOptions().SetSync(true);
    private readonly WriteOptions _soon = new WriteOptions().SetSync(false);
    private readonly ColumnFamilyHandle[] _families = new ColumnFamilyHandle[256];
    private readonly List<ColumnFamilyHandle> _all = [];

    /// <summary>Opens or makes it.</summary>
    /// <exception cref="RocksDbException">The folder cannot be read or written.</exception>
    public StoreDatabase(string folder)
    {
        var options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetCreateMissingColumnFamilies(true)
            .SetMaxTotalWalSize(WriteAheadLogBytes)
            .SetDbWriteBufferSize(AllWriteBuffersBytes)
            .SetMaxLogFileSize(1 << 20)
            .SetKeepLogFileNum(3)
            .SetStatsDumpPeriodSec(0);
        var table = new BlockBasedTableOptions()
            .SetBlockCache(Cache.CreateLru(CacheBytes))
            .SetFilterPolicy(BloomFilterPolicy.Create(FilterBitsPerKey, false))
            .SetCacheIndexAndFilterBlocks(true)
            .SetPinL0FilterAndIndexBlocksInCache(true);
        var families = new ColumnFamilies { { "default", FamilyOptions(table) } };
        foreach (var (name, _) in Families)
        {
            families.Add(name, FamilyOptions(table));
        }

        _database = RocksDb.Open(options, folder, families);
        _all.Add(_database.GetDefaultColumnFamily());
        Array.Fill(_families, _all[0]);
        foreach (var (name, letters) in Families)
        {
            var handle = _database.GetColumnFamily(name);
            _all.Add(handle);
            foreach (var letter in letters)
            {
                _families[letter] = handle;
            }
        }
    }

    /// <summary>A key's value; null when there is none.</summary>
    public byte[]? Read(ReadOnlySpan<byte> key) => _database.Get(key, _families[key[0]]);

    /// <summary>Makes all changes of all batches or none; when it returns they can be read.</summary>
    public void Write(IEnumerable<StoreBatch> batches, bool durably)
    {
        using var all = new WriteBatch();
        foreach (var batch in batches)
        {
            batch.AddTo(all, letter => _families[letter]);
        }

        _database.Write(all, durably ? _durably : _soon);
    }

    /// <summary>Counts all keys by reading them.</summary>
    public long CountKeys()
    {
        var count = 0L;
        foreach (var family in _all)
        {
            using var keys = _database.NewIterator(family);
            for (keys.SeekToFirst(); keys.Valid(); keys.Next())
            {
                count++;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static ColumnFamilyOptions FamilyOptions(BlockBasedTableOptions table) => new ColumnFamilyOptions()
        .SetBlockBasedTableFactory(table)
        .SetWriteBufferSize(WriteBufferBytes)
        .SetCompression(Compression.Lz4);
}
