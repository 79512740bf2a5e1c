using Tripline.Sources.Text;
using Tripline.Streams.Codec;
using Tripline.Streams.Kafka.Json;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>Turns one partition's Kafka records into records of a run, straight from the client's memory. For one reader.
/// </summary>
internal sealed class RecordIntake(int partition, int partitionCount, RecordLimits limits)
{
    // What every run has room for, so that the same record is refused everywhere and at any time.
    private const int MaxBytes = RecordRun.MinBytes;
    private readonly PartitionSymbols _symbols = new(partition, partitionCount);
    private readonly JsonRecord _json = new(limits);

    /// <summary>Puts a record into a run.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="recordTimeMs">Its own time; <see cref="TickObjectReader.NoTime"/> when the broker gave it none.</param>
    /// <param name="run">The run.</param>
    /// <param name="used">Bytes of the run's buffer that are in use.</param>
    /// <param name="fault">Why the record cannot be taken at all; null otherwise.</param>
    /// <returns>False when the run has no room for it: then it must come again, into an empty run.</returns>
    public bool TryPut(
        ReadOnlySpan<byte> value, long offset, long recordTimeMs, RecordRun run, ref int used, out string? fault)
    {
        var room = run.Buffer.AsSpan(used);
        room = used == 0 ? room[..MaxBytes] : room;
        bool fits;
        if (value.IsEmpty)
        {
            fault = "is empty";
            fits = true;
        }
        else if (value[0] == TickRecordFormat.Magic)
        {
            fits = TryPutBinary(value, offset, room, run, ref used, out fault);
        }
        else
        {
            fits = TryPutJson(value, offset, recordTimeMs, room, run, ref used, out fault);
        }

        if (!fits && used == 0)
        {
            fault = $"is too large: its ticks need more than {MaxBytes} bytes";
            return true;
        }

        return fits;
    }

    private bool TryPutBinary(
        ReadOnlySpan<byte> value, long offset, Span<byte> room, RecordRun run, ref int used, out string? fault)
    {
        fault = null;
        if (value.Length > room.Length)
        {
            return false;
        }

        fault = Check(value, out var ticks);
        if (fault is null)
        {
            value.CopyTo(room);
            run.Add(new RecordSlot(offset, used, value.Length), ticks);
            used += value.Length;
        }

        return true;
    }

    private bool TryPutJson(
        ReadOnlySpan<byte> value,
        long offset,
        long recordTimeMs,
        Span<byte> room,
        RecordRun run,
        ref int used,
        out string? fault)
    {
        if (!_json.TryRead(value, offset, recordTimeMs, room, used, _symbols, out fault))
        {
            return false;
        }

        var parts = _json.Parts;
        for (var part = 0; part < parts.Length; part++)
        {
            var next = part + 1 < parts.Length ? parts[part + 1].FirstIndex : _json.TickCount;
            run.Add(parts[part], next - parts[part].FirstIndex);
            used += parts[part].Length;
        }

        return true;
    }

    private string? Check(ReadOnlySpan<byte> value, out int ticks)
    {
        ticks = 0;
        if (!TickRecordFormat.IsIntact(value))
        {
            return "begins as a binary record of ticks, but its checksum is wrong";
        }

        if (!TickRecordReader.TryOpen(value, out var record))
        {
            return $"is a binary record of a version or form that this program does not know (version {value[1]})";
        }

        ticks = record.Count;
        while (record.TryRead(out var tick))
        {
            if (_symbols.Fault(tick.Symbol) is { } fault)
            {
                return fault;
            }
        }

        return record.EndedWell ? null : "is a binary record whose ticks do not add up";
    }
}
