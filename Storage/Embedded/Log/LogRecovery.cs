using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Log;

/// <summary>Reads the whole log once, in order, and fills the key index from it.</summary>
internal sealed class LogRecovery(SegmentFiles files, LogOptions options, KeyIndex index, KeyIndex.KeyIsAt isAt, ILogger logger)
{
    private readonly RecoveredBatch _batch = new();

    /// <summary>Address of the oldest byte kept.</summary>
    public long Begin { get; private set; } = Appender.FirstAddress;

    /// <summary>Address after the last change that counts; what follows is to be cut off.</summary>
    public long Tail { get; private set; } = Appender.FirstAddress;

    /// <summary>The highest batch number seen.</summary>
    public ulong LastBatch { get; private set; }

    /// <summary>Bytes of the records that the index points to.</summary>
    public long LiveBytes { get; private set; }

    /// <summary>Stretches of damaged bytes met, an unfinished write at the end included.</summary>
    public int DamagedStretches { get; private set; }

    /// <summary>Reads it.</summary>
    public void Run()
    {
        if (files.First < 0)
        {
            return;
        }

        Begin = Tail = Math.Max(Appender.FirstAddress, files.First * files.SegmentBytes);
        var end = (files.Last + 1L) * files.SegmentBytes;
        var page = GC.AllocateUninitializedArray<byte>(options.PageBytes);
        var ahead = GC.AllocateUninitializedArray<byte>(options.PageBytes);
        var address = files.First * files.SegmentBytes;
        var reading = Task.Run(() => files.TryRead(address, page));
        while (address < end)
        {
            var there = reading.GetAwaiter().GetResult();
            var next = address + options.PageBytes;
            if (next < end)
            {
                var buffer = ahead;
                reading = Task.Run(() => files.TryRead(next, buffer));
            }

            if (there)
            {
                ReadPage(page, address);
            }
            else if (address % files.SegmentBytes == 0)
            {
                DamagedStretches++;
                LogMessages.MissingFile(logger, files.FileOf(address));
            }

            (page, ahead) = (ahead, page);
            address = next;
        }

        DropUnfinished();
    }

    private void ReadPage(ReadOnlySpan<byte> page, long pageAddress)
    {
        var scanner = new PageScanner(page, pageAddress, pageAddress == 0 ? (int)Appender.FirstAddress : 0);
        while (scanner.MoveNext())
        {
            if (scanner.DamagedFrom >= 0)
            {
                ReportDamage(scanner.DamagedFrom, scanner.Address);
            }

            Take(scanner.Current, scanner.Address);
        }

        if (scanner.DamagedFrom >= 0)
        {
            ReportDamage(scanner.DamagedFrom, pageAddress + page.Length);
        }
    }

    private void Take(ReadOnlySpan<byte> record, long address)
    {
        var place = RecordPlace.At(address, Record.SpaceOf(record.Length));
        var number = Record.Batch(record);
        LastBatch = Math.Max(LastBatch, number);
        if (!Record.IsPartOfBatch(record))
        {
            DropUnfinished();
            var key = Record.Key(record);
            Apply(Record.Kind(record), KeyHash.Of(key), key, place);
            Tail = address + place.Space;
            return;
        }

        if (_batch.Number != number)
        {
            DropUnfinished();
            // A log that begins inside a batch was compacted up to here, long after that batch was complete.
            _batch.Start(number, address, Record.Place(record), isOpenAtFront: address == Begin);
        }

        if (Record.Kind(record) != RecordKind.BatchEnd)
        {
            _batch.Add(Record.Kind(record), Record.Place(record), Record.Key(record), place);
        }
        else if (_batch.IsComplete(Record.Place(record)))
        {
            _batch.ApplyTo(Apply);
            _batch.Clear();
            Tail = address + place.Space;
        }
        else
        {
            DropUnfinished();
        }
    }

    private void Apply(RecordKind kind, ulong hash, ReadOnlySpan<byte> key, RecordPlace place)
    {
        switch (kind)
        {
            case RecordKind.Put:
                LiveBytes += place.Space - index.Set(hash, key, place, isAt).Space;
                break;
            case RecordKind.Delete:
                LiveBytes -= index.Remove(hash, key, isAt).Space;
                break;
            default:
                break;
        }
    }

    private void DropUnfinished()
    {
        if (_batch.IsOpen)
        {
            LogMessages.IncompleteBatch(logger, _batch.Address, _batch.Count);
        }

        _batch.Clear();
    }

    private void ReportDamage(long from, long to)
    {
        DamagedStretches++;
        LogMessages.Damaged(logger, from, to, files.FileOf(from));
    }
}
