using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Version1;

/// <summary>Reads the log of a data folder of format 1 once, in order, past whatever is damaged; a key's last change is
/// the one that counts.</summary>
internal sealed class Version1Log(string folder, ILogger logger, RecoveredBatch.Change change)
{
    private const long FirstAddress = 64;
    private const long SegmentBytes = 64 << 20;
    private const int PageBytes = 4 << 20;
    private readonly RecoveredBatch _batch = new();
    private long _begin;

    /// <summary>Reads it.</summary>
    public void Read()
    {
        using var files = new SegmentFiles(folder, "store", SegmentBytes);
        if (files.First < 0)
        {
            return;
        }

        _begin = Math.Max(FirstAddress, files.First * SegmentBytes);
        var end = (files.Last + 1L) * SegmentBytes;
        var page = GC.AllocateUninitializedArray<byte>(PageBytes);
        for (var address = files.First * SegmentBytes; address < end; address += PageBytes)
        {
            if (address % SegmentBytes == 0)
            {
                Version1Messages.Converting(logger, files.FileOf(address), files.Last - (address / SegmentBytes));
            }

            if (files.TryRead(address, page))
            {
                ReadPage(page, address);
            }
        }
    }

    private void ReadPage(ReadOnlySpan<byte> page, long pageAddress)
    {
        var scanner = new PageScanner(page, pageAddress, pageAddress == 0 ? (int)FirstAddress : 0);
        while (scanner.MoveNext())
        {
            if (scanner.DamagedFrom >= 0)
            {
                Version1Messages.Damaged(logger, scanner.DamagedFrom, scanner.Address);
            }

            Take(scanner.Current, scanner.Address);
        }
    }

    private void Take(ReadOnlySpan<byte> record, long address)
    {
        var kind = Record.Kind(record);
        var value = record[Record.ValueOffset(record)..];
        if (!Record.IsPartOfBatch(record))
        {
            _batch.Clear();
            change(kind, Record.Key(record), value);
            return;
        }

        if (_batch.Number != Record.Batch(record))
        {
            // A log that begins inside a batch was compacted up to here, long after that batch was complete.
            _batch.Start(Record.Batch(record), address, Record.Place(record), isOpenAtFront: address == _begin);
        }

        if (kind != RecordKind.BatchEnd)
        {
            _batch.Add(kind, Record.Place(record), Record.Key(record), value);
            return;
        }

        if (_batch.IsComplete(Record.Place(record)))
        {
            _batch.ApplyTo(change);
        }

        _batch.Clear();
    }
}
