using System.Buffers.Binary;
using System.Threading.Tasks.Sources;
using Tripline.Streams.Codec;

namespace Tripline.Streams.Log;

/// <summary>Encoded records on their way to one partition, in a buffer that is reused. For one caller at a
/// time.</summary>
public sealed class RecordBundle : IValueTaskSource, IDisposable
{
    /// <summary>Largest record in bytes; a quarter of a page of the log, so that little of a page is lost at its
    /// end.</summary>
    public const int MaxRecordBytes = 256 << 10;

    private const int PrefixBytes = 4;
    private const int MaxTickBytes = 1_024;
    private const int MaxKeptBytes = 4 << 20;
    private readonly Action<RecordBundle>? _giveBack;
    private ManualResetValueTaskSourceCore<bool> _durable = new() { RunContinuationsAsynchronously = true };
    private TickRecordWriter _writer;
    private byte[] _buffer = new byte[4096];
    private int _recordAt;
    private int _readAt;

    internal RecordBundle(Action<RecordBundle>? giveBack = null) => _giveBack = giveBack;

    /// <summary>Ticks added.</summary>
    public int TickCount { get; private set; }

    /// <summary>Bytes of all finished records.</summary>
    public int Bytes => _recordAt;

    internal long QueuedAt { get; set; }

    /// <summary>Adds a tick behind the others.</summary>
    /// <param name="tick">The tick; see <see cref="Tick"/> for what is allowed.</param>
    /// <param name="completeThrough">Sequence up to which all of its source's ticks are durable.</param>
    /// <param name="maxTicksPerRecord">A record takes at most that many ticks.</param>
    /// <exception cref="ArgumentException">The tick's symbol or source cannot be encoded.</exception>
    public void Add(in Tick tick, long completeThrough, int maxTicksPerRecord = LogPosition.MaxTicksPerRecord)
    {
        if (_writer.Count >= maxTicksPerRecord)
        {
            Finish();
        }

        while (!_writer.TryAdd(Room(), tick, completeThrough))
        {
            Finish();
        }

        TickCount++;
    }

    /// <summary>Ends the last record; nothing may be added before the bundle is durable.</summary>
    internal void Finish()
    {
        if (_writer.Count == 0)
        {
            return;
        }

        var length = _writer.Finish(Room());
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_recordAt), length);
        _recordAt += PrefixBytes + length;
    }

    /// <summary>The next finished record, in order; empty at the end.</summary>
    internal Span<byte> NextRecord()
    {
        if (_readAt >= _recordAt)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_readAt));
        var record = _buffer.AsSpan(_readAt + PrefixBytes, length);
        _readAt += PrefixBytes + length;
        return record;
    }

    internal ValueTask WaitAsync() => new(this, _durable.Version);

    internal void Complete(Exception? failure)
    {
        if (failure is null)
        {
            _durable.SetResult(true);
        }
        else
        {
            _durable.SetException(failure);
        }
    }

    /// <summary>Empties the bundle and gives it back to the log.</summary>
    public void Dispose()
    {
        if (_writer.Count > 0)
        {
            Finish();
        }

        _recordAt = 0;
        _readAt = 0;
        TickCount = 0;
        _durable.Reset();
        if (_buffer.Length > MaxKeptBytes)
        {
            _buffer = new byte[4096];
        }

        _giveBack?.Invoke(this);
    }

    void IValueTaskSource.GetResult(short token) => _durable.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _durable.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _durable.OnCompleted(continuation, state, token, flags);

    // The rest of the buffer, with room for one more tick unless the record has reached its greatest size.
    private Span<byte> Room()
    {
        while (_buffer.Length - _recordAt - PrefixBytes < Math.Min(_writer.Length + MaxTickBytes, MaxRecordBytes))
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var room = _buffer.AsSpan(_recordAt + PrefixBytes);
        return room.Length > MaxRecordBytes ? room[..MaxRecordBytes] : room;
    }
}
