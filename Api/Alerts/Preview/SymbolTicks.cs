using System.Text;
using Tripline.Grains.Partitions;
using Tripline.Streams;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Api.Alerts.Preview;

/// <summary>Reads one symbol's ticks from the log, in log order and without those that their source sent twice.</summary>
internal sealed class SymbolTicks : IDisposable
{
    private const int RunBytes = 4 << 20;
    private const int RunTicks = 65_536;

    private readonly SymbolRepeats _repeats;
    private readonly RecordRun _run = new(RunBytes, RunTicks);
    private readonly ITickLogReader _reader;
    private readonly byte[] _symbol;
    private readonly long _end;

    private SymbolTicks(ITickLog log, string symbol, int partition, PartitionRange range)
    {
        (Begin, _end) = (range.Begin, range.End);
        IsFromStart = range.Begin == 0 || FirstRecordIsFirst(log, partition, range);
        _symbol = Encoding.ASCII.GetBytes(symbol);
        _repeats = new SymbolRepeats(_symbol);
        _reader = log.OpenScan(partition, range.Begin);
    }

    /// <summary>Offset of the oldest record.</summary>
    public long Begin { get; }

    /// <summary>Whether the log still holds all ticks that it ever had.</summary>
    public bool IsFromStart { get; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Ticks of a symbol up to the end that its partition has now.</summary>
    /// <exception cref="IOException">The log cannot be read right now.</exception>
    public static async Task<SymbolTicks> OpenAsync(ITickLog log, string symbol, CancellationToken cancellationToken)
    {
        var partition = SymbolPartition.Of(symbol, log.PartitionCount);
        return new SymbolTicks(log, symbol, partition, await log.ReadRangeAsync(partition, cancellationToken));
    }

    /// <summary>Hands on the symbol's ticks of the next run of records.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(Action<double, double, long, long> take)
    {
        if (BytesRead >= _end - Begin || !_reader.TryRead(_run))
        {
            return false;
        }

        foreach (var slot in _run.Records)
        {
            if (slot.Offset >= _end)
            {
                return false;
            }

            ReadRecord(slot, take);
        }

        BytesRead = _run.NextOffset - Begin;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static bool FirstRecordIsFirst(ITickLog log, int partition, PartitionRange range)
    {
        using var reader = log.OpenScan(partition, range.Begin);
        var run = new RecordRun(RecordRun.MinBytes, 1);
        return !reader.TryRead(run)
            || run.Records.IsEmpty
            || (TickRecordReader.TryOpen(run.Buffer.AsSpan(run.Records[0].Start, run.Records[0].Length), out var record)
                && record.TicksBefore == 0);
    }

    private void ReadRecord(RecordSlot slot, Action<double, double, long, long> take)
    {
        if (!TickRecordReader.TryOpen(_run.Buffer.AsSpan(slot.Start, slot.Length), out var record))
        {
            return;
        }

        _repeats.Begin(record);
        for (var index = 0; record.TryRead(out var tick); index++)
        {
            if (tick.Symbol.SequenceEqual(_symbol) && _repeats.TryTake(record, tick))
            {
                take(tick.Price, tick.Size, tick.TimeMs, LogPosition.Pack(slot.Offset, slot.FirstIndex + index));
            }
        }
    }
}
