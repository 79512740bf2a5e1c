using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Tripline.Streams.Codec;

/// <summary>Decodes one record (<see cref="TickRecordFormat"/>) in place: allocates nothing, and on bytes that are no
/// record it says so instead of throwing.</summary>
public ref struct TickRecordReader
{
    private readonly ReadOnlySpan<byte> _record;
    private readonly int _fixedBytes;
    private int _at;
    private int _left;
    private int _lastSymbolBytes;

    private TickRecordReader(ReadOnlySpan<byte> record, int sessionAt)
    {
        _record = record;
        IsNumbered = (record[2] & TickRecordFormat.NumberedFlag) != 0;
        Count = BinaryPrimitives.ReadUInt16LittleEndian(record[TickRecordFormat.CountAt..]) + 1;
        TicksBefore = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.TicksBeforeAt..]);
        DurableUntil = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.DurableUntilAt..]);
        BaseTimeMs = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.BaseTimeAt..]);
        _left = Count;
        _at = TickRecordFormat.PlainHeaderBytes;
        _fixedBytes = TickRecordFormat.PlainTickBytes;
        if (IsNumbered)
        {
            BaseSequence = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.BaseSequenceAt..]);
            CompleteThrough = BinaryPrimitives.ReadInt64LittleEndian(record[TickRecordFormat.CompleteThroughAt..]);
            Source = record.Slice(TickRecordFormat.NumberedHeaderBytes, record[3]);
            _at = TickRecordFormat.NumberedHeaderBytes + record[3];
            _fixedBytes = TickRecordFormat.NumberedTickBytes;
            if (sessionAt > 0)
            {
                IsExtended = true;
                Session = record.Slice(sessionAt + 1, record[sessionAt]);
                _at = sessionAt + 1 + record[sessionAt];
                HasIds = (record[2] & TickRecordFormat.IdFlag) != 0;
                _fixedBytes += HasIds ? TickRecordFormat.IdBytes : 0;
            }
        }
    }

    /// <summary>Whether a source numbers the ticks.</summary>
    public bool IsNumbered { get; }

    /// <summary>The source's name in UTF-8; empty when not numbered.</summary>
    public ReadOnlySpan<byte> Source { get; }

    /// <summary>The name of the session in UTF-8; empty for the one without a name.</summary>
    public ReadOnlySpan<byte> Session { get; }

    /// <summary>Whether it is of the later form, whose ticks may have a session, an id or no sequence.</summary>
    public bool IsExtended { get; }

    /// <summary>Whether the ticks have ids.</summary>
    public bool HasIds { get; }

    /// <summary>The id of the tick that was read last; zero when it has none.</summary>
    public readonly UInt128 LastId => HasIds
        ? BinaryPrimitives.ReadUInt128LittleEndian(_record[(_at - _lastSymbolBytes - 1 - TickRecordFormat.IdBytes)..])
        : default;

    /// <summary>Ticks in the record, 1 to 65,536.</summary>
    public int Count { get; }

    /// <summary>Running count of the partition's ticks before this record.</summary>
    public long TicksBefore { get; }

    /// <summary>Offset up to which the partition was durable when the record was written.</summary>
    public long DurableUntil { get; }

    /// <summary>Event time of the first tick, epoch milliseconds.</summary>
    public long BaseTimeMs { get; }

    /// <summary>Sequence of the first tick; -1 where it has none; 0 when not numbered.</summary>
    public long BaseSequence { get; }

    /// <summary>Sequence up to which all of the source's ticks were durable; 0 when not numbered.</summary>
    public long CompleteThrough { get; }

    /// <summary>Index of the next tick's first byte in the record.</summary>
    internal readonly int At => _at;

    /// <summary>Opens a record whose checksum has been checked (<see cref="TickRecordFormat.IsIntact"/>); false when
    /// its version is unknown or its header does not add up.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> record, out TickRecordReader reader)
    {
        reader = default;
        if (record.Length < TickRecordFormat.MinRecordBytes
            || record[0] != TickRecordFormat.Magic
            || record[1] is not (TickRecordFormat.Version or TickRecordFormat.ExtendedVersion))
        {
            return false;
        }

        var isExtended = record[1] == TickRecordFormat.ExtendedVersion;
        var sessionAt = isExtended ? TickRecordFormat.NumberedHeaderBytes + record[3] : 0;
        if ((record[2] & TickRecordFormat.NumberedFlag) == 0)
        {
            if (isExtended)
            {
                return false;
            }
        }
        else if ((record[3] == 0 && !isExtended)
            || record.Length < TickRecordFormat.NumberedHeaderBytes + record[3] + TickRecordFormat.NumberedTickBytes
            || (isExtended && record.Length < sessionAt + record[sessionAt] + TickRecordFormat.NumberedTickBytes))
        {
            return false;
        }

        reader = new TickRecordReader(record, sessionAt);
        return true;
    }

    /// <summary>Decodes the next tick; false at the end, or where the bytes do not hold another tick (then
    /// <see cref="EndedWell"/> is false).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out TickView tick)
    {
        if (_left == 0 || _record.Length - _at < _fixedBytes)
        {
            tick = default;
            return false;
        }

        var bytes = _record[_at..];
        int symbolLength = bytes[_fixedBytes - 1];
        if ((uint)(symbolLength - 1) >= TickRecordFormat.MaxSymbolBytes || bytes.Length - _fixedBytes < symbolLength)
        {
            tick = default;
            return false;
        }

        tick = new TickView(
            bytes.Slice(_fixedBytes, symbolLength),
            BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]),
            BaseTimeMs + BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            IsNumbered ? BaseSequence + BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]) : 0);
        _at += _fixedBytes + symbolLength;
        _lastSymbolBytes = symbolLength;
        _left--;
        return true;
    }

    /// <summary>Whether all ticks were read and nothing is left over.</summary>
    public readonly bool EndedWell => _left == 0 && _at == _record.Length;
}
