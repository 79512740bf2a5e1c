using System.Buffers.Binary;
using System.Buffers;
using System.Text;

namespace Tripline.Streams.Codec;

/// <summary>Encodes ticks into one record (<see cref="TickRecordFormat"/>); allocates nothing. The buffer must be the
/// same on every call and hold nothing else.</summary>
public struct TickRecordWriter
{
    private string? _source;
    private string? _session;
    private bool _isNumbered;
    private bool _isExtended;
    private bool _hasIds;
    private int _tickBytes;
    private long _baseTimeMs;
    private long _baseSequence;
    private int _length;

    /// <summary>Ticks in the record so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the record so far; 0 when it has no tick.</summary>
    public readonly int Length => Count == 0 ? 0 : _length;

    /// <summary>Adds a tick; false when it needs a record of its own: the record is full, the tick is another
    /// source's, or it is too far from the record's first tick.</summary>
    /// <param name="buffer">Where the record is built.</param>
    /// <param name="tick">The tick.</param>
    /// <param name="completeThrough">Sequence up to which all of the source's ticks are durable; read from the
    /// record's first tick only, ignored without a source.</param>
    /// <exception cref="ArgumentException">The symbol is empty, longer than 32 characters or not ASCII, or the
    /// source's name is empty or longer than 255 bytes.</exception>
    public bool TryAdd(Span<byte> buffer, in Tick tick, long completeThrough)
    {
        if (Count == 0)
        {
            Begin(buffer, tick, completeThrough);
        }

        var timeDelta = tick.TimeMs - _baseTimeMs;
        var sequenceDelta = _isNumbered ? SequenceOf(tick) - _baseSequence : 0;
        var symbol = tick.Symbol;
        var fixedBytes = _tickBytes;
        if (Count == LogPosition.MaxTicksPerRecord
            || buffer.Length - _length < fixedBytes + symbol.Length
            || timeDelta != (int)timeDelta
            || sequenceDelta != (int)sequenceDelta
            || (!ReferenceEquals(tick.Source, _source) && tick.Source != _source)
            || ((_isExtended || IsExtended(tick))
                && (!_isExtended || !IsExtended(tick) || tick.Session != _session || (tick.Id != default) != _hasIds)))
        {
            return Count == 0
                ? throw new ArgumentException("The buffer is too small for one tick.", nameof(buffer))
                : false;
        }

        var target = buffer[_length..];
        BinaryPrimitives.WriteDoubleLittleEndian(target, tick.Price);
        BinaryPrimitives.WriteDoubleLittleEndian(target[8..], tick.Size);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], (int)timeDelta);
        if (_isNumbered)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target[20..], (int)sequenceDelta);
            if (_hasIds)
            {
                BinaryPrimitives.WriteUInt128LittleEndian(target[24..], tick.Id);
            }
        }

        if (symbol.Length is 0 or > TickRecordFormat.MaxSymbolBytes
            || Ascii.FromUtf16(symbol, target[fixedBytes..], out _) != OperationStatus.Done)
        {
            throw new ArgumentException(
                $"'{symbol}' is not a symbol of 1 to {TickRecordFormat.MaxSymbolBytes} ASCII characters.", nameof(tick));
        }

        target[fixedBytes - 1] = (byte)symbol.Length;
        _length += fixedBytes + symbol.Length;
        Count++;
        return true;
    }

    /// <summary>Ends the record and gives its length in bytes; the writer is then ready for the next one. The record
    /// must still be stamped (<see cref="TickRecordFormat.Stamp"/>) to be intact.</summary>
    public int Finish(Span<byte> buffer)
    {
        var record = buffer[.._length];
        BinaryPrimitives.WriteUInt16LittleEndian(record[TickRecordFormat.CountAt..], (ushort)(Count - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(
            record[TickRecordFormat.CrcAt..], TickRecordFormat.Checksum(0, record[TickRecordFormat.BodyAt..]));
        Count = 0;
        return _length;
    }

    private void Begin(Span<byte> buffer, in Tick tick, long completeThrough)
    {
        (_source, _session) = (tick.Source, tick.Session);
        (_isExtended, _hasIds) = (IsExtended(tick), tick.Id != default);
        _isNumbered = _isExtended || _source is not null;
        _tickBytes = (_isNumbered ? TickRecordFormat.NumberedTickBytes : TickRecordFormat.PlainTickBytes)
            + (_hasIds ? TickRecordFormat.IdBytes : 0);
        _baseTimeMs = tick.TimeMs;
        _baseSequence = SequenceOf(tick);
        buffer[..TickRecordFormat.PlainHeaderBytes].Clear();
        buffer[0] = TickRecordFormat.Magic;
        buffer[1] = TickRecordFormat.Version;
        BinaryPrimitives.WriteInt64LittleEndian(buffer[TickRecordFormat.BaseTimeAt..], _baseTimeMs);
        _length = TickRecordFormat.PlainHeaderBytes;
        if (!_isNumbered)
        {
            return;
        }

        var nameBytes = NameBytes(_source, isRequired: !_isExtended);
        buffer[2] = (byte)(TickRecordFormat.NumberedFlag | (_hasIds ? TickRecordFormat.IdFlag : 0));
        buffer[3] = (byte)nameBytes;
        BinaryPrimitives.WriteInt64LittleEndian(buffer[TickRecordFormat.BaseSequenceAt..], _baseSequence);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[TickRecordFormat.CompleteThroughAt..], completeThrough);
        Encoding.UTF8.GetBytes(_source, buffer[TickRecordFormat.NumberedHeaderBytes..]);
        _length = TickRecordFormat.NumberedHeaderBytes + nameBytes;
        if (_isExtended)
        {
            buffer[1] = TickRecordFormat.ExtendedVersion;
            buffer[_length] = (byte)NameBytes(_session, isRequired: false);
            _length += 1 + Encoding.UTF8.GetBytes(_session, buffer[(_length + 1)..]);
        }
    }

    private static long SequenceOf(in Tick tick) => tick.Source is null ? Tick.NoSequence : tick.Sequence;

    private static bool IsExtended(in Tick tick) =>
        tick.Id != default || (tick.Source is not null && (tick.Session is not null || tick.Sequence == Tick.NoSequence));

    private static int NameBytes(string? name, bool isRequired)
    {
        var bytes = name is null ? 0 : Encoding.UTF8.GetByteCount(name);
        return bytes > TickRecordFormat.MaxSourceBytes || (bytes == 0 && isRequired)
            ? throw new ArgumentException($"'{name}' is not the name of a source or a session of 1 to 255 bytes.", nameof(name))
            : bytes;
    }
}
