using Tripline.Sources.Text;
using System.Buffers.Binary;

namespace Tripline.Streams.Codec;

/// <summary>Encodes ticks whose texts are bytes into records (<see cref="TickRecordFormat"/>) for readers in this process:
/// without a checksum, since they never leave it, and uncounted. Allocates nothing.</summary>
internal ref struct RawRecordWriter
{
    private const long NothingComplete = -1;
    private readonly Span<byte> _buffer;
    private long _baseTimeMs;
    private long _baseSequence;
    private int _sourceLength;
    private int _tickBytes;
    private int _sessionAt;
    private bool _isNumbered;
    private bool _isExtended;
    private bool _hasIds;
    private int _length;

    /// <summary>Builds one record at the buffer's start.</summary>
    public RawRecordWriter(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Ticks in the record so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a tick; false when it needs a record of its own, or the buffer has no room for it.</summary>
    public bool TryAdd(scoped in RawTick tick)
    {
        if (Count == 0 && !TryBegin(tick))
        {
            return false;
        }

        var timeDelta = tick.TimeMs - _baseTimeMs;
        var sequenceDelta = tick.Sequence - _baseSequence;
        var fixedBytes = _tickBytes;
        if (_buffer.Length - _length < fixedBytes + tick.Symbol.Length
            || timeDelta != (int)timeDelta
            || (_isNumbered && sequenceDelta != (int)sequenceDelta)
            || !IsOfKind(tick))
        {
            return false;
        }

        var target = _buffer[_length..];
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

        target[fixedBytes - 1] = (byte)tick.Symbol.Length;
        tick.Symbol.CopyTo(target[fixedBytes..]);
        _length += fixedBytes + tick.Symbol.Length;
        Count++;
        return true;
    }

    /// <summary>Ends the record; its length in bytes.</summary>
    public readonly int Finish()
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[TickRecordFormat.CountAt..], (ushort)(Count - 1));
        return _length;
    }

    private readonly bool IsOfKind(scoped in RawTick tick) =>
        (_sourceLength == 0
            ? tick.Source.IsEmpty
            : tick.Source.SequenceEqual(_buffer.Slice(TickRecordFormat.NumberedHeaderBytes, _sourceLength)))
        && tick.IsExtended == _isExtended
        && (!_isExtended || IsOfSession(tick));

    private readonly bool IsOfSession(scoped in RawTick tick) =>
        (tick.Id != default) == _hasIds
        && tick.Session.SequenceEqual(_buffer.Slice(_sessionAt + 1, _buffer[_sessionAt]));

    private bool TryBegin(scoped in RawTick tick)
    {
        _isExtended = tick.IsExtended;
        _hasIds = tick.Id != default;
        _isNumbered = _isExtended || !tick.Source.IsEmpty;
        _tickBytes = (_isNumbered ? TickRecordFormat.NumberedTickBytes : TickRecordFormat.PlainTickBytes)
            + (_hasIds ? TickRecordFormat.IdBytes : 0);
        _sessionAt = TickRecordFormat.NumberedHeaderBytes + tick.Source.Length;
        var header = !_isNumbered ? TickRecordFormat.PlainHeaderBytes
            : _isExtended ? _sessionAt + 1 + tick.Session.Length
            : _sessionAt;
        if (_buffer.Length < Math.Max(header, TickRecordFormat.NumberedHeaderBytes))
        {
            return false;
        }

        _baseTimeMs = tick.TimeMs;
        _baseSequence = tick.Sequence;
        _sourceLength = tick.Source.Length;
        _buffer[..TickRecordFormat.PlainHeaderBytes].Clear();
        _buffer[0] = TickRecordFormat.Magic;
        _buffer[1] = TickRecordFormat.Version;
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.TicksBeforeAt..], TickRecordFormat.Uncounted);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.BaseTimeAt..], _baseTimeMs);
        _length = header;
        if (_isNumbered)
        {
            _buffer[2] = (byte)(TickRecordFormat.NumberedFlag | (_hasIds ? TickRecordFormat.IdFlag : 0));
            _buffer[3] = (byte)_sourceLength;
            BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.BaseSequenceAt..], _baseSequence);
            // Others do not say up to where their ticks are all in the log.
            BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.CompleteThroughAt..], NothingComplete);
            tick.Source.CopyTo(_buffer[TickRecordFormat.NumberedHeaderBytes..]);
        }

        if (_isExtended)
        {
            _buffer[1] = TickRecordFormat.ExtendedVersion;
            _buffer[_sessionAt] = (byte)tick.Session.Length;
            tick.Session.CopyTo(_buffer[(_sessionAt + 1)..]);
        }

        return true;
    }
}
