using Microsoft.Extensions.Logging;
using RocksDbSharp;
using Tripline.Storage.Embedded.Disk;
using Tripline.Storage.Embedded.Store;

namespace Tripline.Storage.Embedded.Version1;

/// <summary>Turns a data folder of format 1, whose store is a log of its own, into one of format 2 with a RocksDB
/// database. A kill at any moment leaves either the old store or the complete new one.</summary>
internal static class Version1Conversion
{
    private const string OldName = "store";
    private const int GroupBytes = 4 << 20;

    /// <summary>Whether the folder holds a store of format 1.</summary>
    public static bool HasOldStore(string folder) => Directory.Exists(Path.Combine(folder, OldName));

    /// <summary>Converts what there is to convert; does nothing in a folder of format 2.</summary>
    /// <exception cref="IOException">The old store cannot be read or the new one not be written; the old one is
    /// kept.</exception>
    public static void Run(string folder, string database, ILogger logger)
    {
        if (HasOldStore(folder) && !Directory.Exists(database))
        {
            Convert(folder, database, logger);
        }

        DataFolderFormat.MarkKnown(folder);
        if (HasOldStore(folder))
        {
            Directory.Delete(Path.Combine(folder, OldName), recursive: true);
        }
    }

    private static void Convert(string folder, string database, ILogger logger)
    {
        var draft = database + ".converting";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        try
        {
            using var to = new StoreDatabase(draft);
            var batch = new StoreBatch();
            var changes = 0L;
            new Version1Log(Path.Combine(folder, OldName), logger, Take).Read();
            batch.Put("probe"u8, []);
            to.Write([batch], durably: true);
            Version1Messages.Converted(logger, changes);

            void Take(RecordKind kind, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
            {
                if (kind == RecordKind.Put)
                {
                    batch.Put(key, value);
                }
                else if (kind == RecordKind.Delete)
                {
                    batch.Delete(key);
                }

                changes++;
                if (batch.Bytes > GroupBytes)
                {
                    to.Write([batch], durably: false);
                    batch = new StoreBatch();
                }
            }
        }
        catch (RocksDbException e)
        {
            throw new IOException(
                $"The store in {folder} cannot be converted: {e.Message} It needs as much free space as it takes now; "
                + "nothing of it was changed.",
                e);
        }

        DiskSync.Folder(draft);
        Directory.Move(draft, database);
        DiskSync.Folder(folder);
    }
}
