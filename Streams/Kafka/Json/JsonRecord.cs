using System.Text.Json;
using Tripline.Sources.Text;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka.Json;

/// <summary>Turns the JSON value of a Kafka record, one tick or an array of ticks, into our records in a run's buffer.
/// </summary>
internal sealed class JsonRecord(RecordLimits limits)
{
    private const int MaxTicks = LogPosition.MaxTicksPerRecord;
    private readonly PlainTickReader _plain = new(limits.Fields);
    private readonly TickObjectReader _reader = new(limits.Fields, limits.Markets);
    private RecordSlot[] _parts = new RecordSlot[4];
    private int _partCount;

    /// <summary>The parts of the last record that was read: most have one.</summary>
    public ReadOnlySpan<RecordSlot> Parts => _parts.AsSpan(0, _partCount);

    /// <summary>Ticks in the last record that was read.</summary>
    public int TickCount { get; private set; }

    /// <summary>Reads a value. One bad tick of several is left out alone.</summary>
    /// <param name="value">The text.</param>
    /// <param name="offset">The record's offset.</param>
    /// <param name="recordTimeMs">The record's own time, for ticks without one; <see cref="TickObjectReader.NoTime"/>.</param>
    /// <param name="buffer">Where the parts are put.</param>
    /// <param name="start">Where the buffer stands in the run's.</param>
    /// <param name="keys">Tells whether a symbol belongs to the partition.</param>
    /// <param name="fault">What is wrong with the value; null when nothing is.</param>
    /// <returns>False when the buffer is too small.</returns>
    public bool TryRead(
        ReadOnlySpan<byte> value,
        long offset,
        long recordTimeMs,
        Span<byte> buffer,
        int start,
        PartitionSymbols keys,
        out string? fault)
    {
        _partCount = 0;
        TickCount = 0;
        var target = new Target { Rest = buffer, Start = start, Offset = offset };
        var tick = default(RawTick);
        if (_plain.TryRead(value, recordTimeMs, ref tick))
        {
            fault = limits.Ahead(tick.TimeMs, recordTimeMs) ?? keys.Fault(tick.Symbol);
            return fault is not null || TryAdd(tick, ref target);
        }

        try
        {
            return ReadItems(value, recordTimeMs, ref target, keys, out fault);
        }
        catch (JsonException malformed)
        {
            _partCount = 0;
            TickCount = 0;
            fault = $"is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}";
            return true;
        }
    }

    private bool TryAdd(scoped in RawTick tick, ref Target target)
    {
        var writer = new RawRecordWriter(target.Rest);
        if (!writer.TryAdd(tick))
        {
            return false;
        }

        Add(ref target, writer.Finish(), 1);
        return true;
    }

    private bool ReadItems(
        ReadOnlySpan<byte> value, long recordTimeMs, ref Target target, PartitionSymbols keys, out string? fault)
    {
        var items = new TickItems(_reader, value, recordTimeMs, limits.DefaultSource);
        var writer = new RawRecordWriter(target.Rest);
        var tick = default(RawTick);
        string? first = null;
        var (index, faults) = (0, 0);
        for (; items.TryRead(ref tick, out var wrong); index++)
        {
            if (index == MaxTicks)
            {
                (fault, _partCount, TickCount) = ($"has more than {MaxTicks} ticks", 0, 0);
                return true;
            }

            if (Fault(wrong, tick, recordTimeMs, keys) is { } reason)
            {
                first ??= items.IsObject || items.IsArray ? items.IsArray ? $"tick {index}: {reason}" : reason
                    : "is neither an object nor an array of objects";
                faults++;
                continue;
            }

            if (writer.TryAdd(tick))
            {
                continue;
            }

            // Another source's, or too far away from the first: a part of its own.
            if (writer.Count > 0)
            {
                Add(ref target, writer.Finish(), writer.Count);
            }

            writer = new RawRecordWriter(target.Rest);
            if (!writer.TryAdd(tick))
            {
                fault = null;
                return false;
            }
        }

        if (writer.Count > 0)
        {
            Add(ref target, writer.Finish(), writer.Count);
        }

        fault = index == 0 ? items.IsArray ? "is an empty array" : "holds no tick"
            : faults > 0 && index > 1 ? $"{first} ({faults} of {index} ticks were left out)"
            : first;
        return true;
    }

    private string? Fault(TickFault wrong, scoped in RawTick tick, long recordTimeMs, PartitionSymbols keys) =>
        wrong.Reason is not null ? (wrong.Field is null ? wrong.Reason : $"{wrong.Field} {wrong.Reason}")
        : limits.Ahead(tick.TimeMs, recordTimeMs) ?? keys.Fault(tick.Symbol);

    private void Add(ref Target target, int length, int ticks)
    {
        if (_partCount == _parts.Length)
        {
            Array.Resize(ref _parts, _partCount * 2);
        }

        _parts[_partCount++] = new RecordSlot(target.Offset, target.Start, length, TickCount);
        TickCount += ticks;
        target.Start += length;
        target.Rest = target.Rest[length..];
    }

    private ref struct Target
    {
        public Span<byte> Rest;
        public int Start;
        public long Offset;
    }
}
