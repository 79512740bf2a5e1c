using System.Text.Json;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka.Json;

/// <summary>Turns the JSON value of a Kafka record, one tick or an array of ticks, into our records in a run's buffer.
/// </summary>
internal sealed class JsonRecord(JsonFieldMap map)
{
    private const int MaxTicks = LogPosition.MaxTicksPerRecord;
    private readonly PlainTickReader _plain = new(map);
    private readonly JsonTickReader _reader = new(map);
    private RecordSlot[] _parts = new RecordSlot[4];
    private int _partCount;

    /// <summary>The parts of the last record that was read: most have one.</summary>
    public ReadOnlySpan<RecordSlot> Parts => _parts.AsSpan(0, _partCount);

    /// <summary>Ticks in the last record that was read.</summary>
    public int TickCount { get; private set; }

    /// <summary>Reads a value.</summary>
    /// <param name="value">The text.</param>
    /// <param name="offset">The record's offset.</param>
    /// <param name="recordTimeMs">The record's own time, for ticks without one; <see cref="JsonTickReader.NoTime"/>.</param>
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
            fault = keys.Fault(tick.Symbol);
            return fault is not null || TryAdd(tick, ref target);
        }

        try
        {
            var json = new Utf8JsonReader(value);
            json.Read();
            var fits = json.TokenType == JsonTokenType.StartArray
                ? ReadArray(ref json, recordTimeMs, ref target, keys, out fault)
                : ReadOne(ref json, recordTimeMs, ref target, keys, out fault);
            if (fits && fault is null)
            {
                // Throws when anything follows.
                json.Read();
            }

            return fits;
        }
        catch (JsonException malformed)
        {
            fault = $"is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}";
            return true;
        }
    }

    private bool ReadOne(
        ref Utf8JsonReader json, long recordTimeMs, ref Target target, PartitionSymbols keys, out string? fault)
    {
        var tick = default(RawTick);
        fault = ReadTick(ref json, recordTimeMs, ref tick, keys);
        return fault is not null || TryAdd(tick, ref target);
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

    private bool ReadArray(
        ref Utf8JsonReader json, long recordTimeMs, ref Target target, PartitionSymbols keys, out string? fault)
    {
        var writer = new RawRecordWriter(target.Rest);
        fault = null;
        for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
        {
            var tick = default(RawTick);
            fault = index == MaxTicks ? $"has more than {MaxTicks} ticks" : ReadTick(ref json, recordTimeMs, ref tick, keys);
            if (fault is not null)
            {
                fault = $"tick {index}: {fault}";
                return true;
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
                return false;
            }
        }

        if (writer.Count > 0)
        {
            Add(ref target, writer.Finish(), writer.Count);
        }

        fault = TickCount == 0 ? "is an empty array" : null;
        return true;
    }

    private string? ReadTick(ref Utf8JsonReader json, long recordTimeMs, ref RawTick tick, PartitionSymbols keys)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return "is neither an object nor an array of objects";
        }

        return _reader.Read(ref json, recordTimeMs, ref tick) ?? keys.Fault(tick.Symbol);
    }

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
