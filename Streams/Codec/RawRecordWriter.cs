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
        var fixedBytes = _sourceLength == 0 ? TickRecordFormat.PlainTickBytes : TickRecordFormat.NumberedTickBytes;
        if (_buffer.Length - _length < fixedBytes + tick.Symbol.Length
            || timeDelta != (int)timeDelta
            || sequenceDelta != (int)sequenceDelta
            || !IsOfSource(tick.Source))
        {
            return false;
        }

        var target = _buffer[_length..];
        BinaryPrimitives.WriteDoubleLittleEndian(target, tick.Price);
        BinaryPrimitives.WriteDoubleLittleEndian(target[8..], tick.Size);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], (int)timeDelta);
        if (_sourceLength > 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target[20..], (int)sequenceDelta);
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

    private readonly bool IsOfSource(ReadOnlySpan<byte> source) =>
        source.SequenceEqual(_buffer.Slice(TickRecordFormat.NumberedHeaderBytes, _sourceLength));

    private bool TryBegin(scoped in RawTick tick)
    {
        var header = tick.Source.IsEmpty
            ? TickRecordFormat.PlainHeaderBytes
            : TickRecordFormat.NumberedHeaderBytes + tick.Source.Length;
        if (_buffer.Length < Math.Max(header, TickRecordFormat.NumberedHeaderBytes))
        {
            return false;
        }

        _baseTimeMs = tick.TimeMs;
        _baseSequence = tick.Source.IsEmpty ? tick.Sequence : 0;
        _sourceLength = tick.Source.Length;
        _buffer[..TickRecordFormat.PlainHeaderBytes].Clear();
        _buffer[0] = TickRecordFormat.Magic;
        _buffer[1] = TickRecordFormat.Version;
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.TicksBeforeAt..], TickRecordFormat.Uncounted);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.BaseTimeAt..], _baseTimeMs);
        _length = header;
        if (_sourceLength > 0)
        {
            _baseSequence = tick.Sequence;
            _buffer[2] = TickRecordFormat.NumberedFlag;
            _buffer[3] = (byte)_sourceLength;
            BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.BaseSequenceAt..], _baseSequence);
            // Others do not say up to where their ticks are all in the log.
            BinaryPrimitives.WriteInt64LittleEndian(_buffer[TickRecordFormat.CompleteThroughAt..], NothingComplete);
            tick.Source.CopyTo(_buffer[TickRecordFormat.NumberedHeaderBytes..]);
        }

        return true;
    }
}
