using Confluent.Kafka;
using Tripline.Sources.Text;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>Reads one partition out of its own queue in the client.</summary>
internal sealed unsafe class KafkaReader : ITickLogReader
{
    private const int BatchRecords = 1_000;
    private const int MaxRejected = 256;
    private const int WaitMs = 100;
    private static readonly TimeSpan ScanBound = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly nint[] _messages = new nint[BatchRecords];
    private readonly PartitionQueue _queue;
    private readonly ReadingConsumer _consumer;
    private readonly RecordIntake _intake;
    private readonly KafkaGaps _gaps;
    private readonly DeadLetters? _deadLetters;
    private readonly TopicPartition _partition;
    private readonly Action _onDisposed;
    private readonly bool _waits;
    private int _at;
    private int _count;
    private long _next;
    private bool _isAtEnd;
    private bool _isBehind;
    private bool _isDisposed;

    /// <summary>A reader whose partition is fetched from an offset on.</summary>
    public KafkaReader(KafkaReaderParts parts, long offset)
    {
        _queue = parts.Queue;
        _consumer = parts.Consumer;
        _intake = parts.Intake;
        _gaps = parts.Gaps;
        _deadLetters = parts.DeadLetters;
        _partition = parts.Partition;
        _onDisposed = parts.OnDisposed;
        _waits = parts.WaitsForMore;
        _next = offset;
    }

    public bool TryRead(RecordRun run)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_consumer.IsClosing)
            {
                throw new IOException("The tick log is closed.");
            }

            if (_consumer.IsLost)
            {
                throw new IOException("The client that fetched it has lost its brokers; another one takes over.");
            }

            run.Clear();
            var first = _next;
            var used = 0;
            while (used < run.Buffer.Length && run.TickCount < run.MaxTicks && run.RejectedCount < MaxRejected)
            {
                if (_at == _count && !TryTake(mayWait: _next == first))
                {
                    break;
                }

                if (!TryPass((NativeMessage*)_messages[_at], run, ref used))
                {
                    break;
                }

                NativeMethods.Destroy((NativeMessage*)_messages[_at++]);
            }

            run.NextOffset = _next;
            return _next > first || run.Damage.Count > 0;
        }
    }

    public void OnDurable(Action? callback) => _queue.OnFilled = callback;

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            while (_at < _count)
            {
                NativeMethods.Destroy((NativeMessage*)_messages[_at++]);
            }

            _consumer.Close(_queue);
        }

        _onDisposed();
    }

    private bool TryTake(bool mayWait)
    {
        _at = 0;
        _count = _queue.Take(_messages, 0);
        if (_count > 0 || !_waits || !mayWait || _isAtEnd)
        {
            return _count > 0;
        }

        var started = TimeProvider.System.GetTimestamp();
        while (_count == 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > ScanBound)
            {
                throw new IOException($"Kafka gave no record of {_partition} within {ScanBound.TotalSeconds} s.");
            }

            _count = _queue.Take(_messages, WaitMs);
        }

        return true;
    }

    /// <summary>False when the run has no room for it.</summary>
    private bool TryPass(NativeMessage* message, RecordRun run, ref int used)
    {
        if (message->Error != 0)
        {
            PassEvent(message, run);
            return true;
        }

        _isAtEnd = false;
        Follow(message->Offset, run);
        if (message->Offset < _next)
        {
            return true;
        }

        var timeMs = NativeMethods.Timestamp(message, out var kind);
        var recordTimeMs = kind == NativeMessage.NoTimestamp ? TickObjectReader.NoTime : timeMs;
        if (!_intake.TryPut(message->Value, message->Offset, recordTimeMs, run, ref used, out var fault))
        {
            return false;
        }

        if (fault is not null)
        {
            run.Reject(_deadLetters?.PutAsync(_partition, message, fault) ?? Task.CompletedTask);
        }

        _next++;
        _isBehind = false;
        return true;
    }

    // Says what is missing between the last offset and this one. Of repeats in a row, the cluster is asked at the first.
    private void Follow(long offset, RecordRun run)
    {
        if (offset > _next)
        {
            if (_gaps.Find(_next, offset) is { } gap)
            {
                run.Add(gap);
            }

            _next = offset;
        }
        else if (offset < _next && !_isBehind)
        {
            _gaps.CheckEnd(_next);
            _isBehind = true;
        }
    }

    private void PassEvent(NativeMessage* message, RecordRun run)
    {
        var code = (ErrorCode)message->Error;
        if (code == ErrorCode.Local_PartitionEOF)
        {
            // The last offsets may hold no records: marks of transactions, or what compaction or retention left.
            Follow(message->Offset, run);
            _isAtEnd = true;
            return;
        }

        if (IsPassing(code))
        {
            return;
        }

        var reason = System.Text.Encoding.UTF8.GetString(message->Value);
        NativeMethods.Destroy((NativeMessage*)_messages[_at++]);
        throw new IOException($"Kafka cannot read {_partition} at offset {_next}: {reason} ({code}).");
    }

    // The client tries again by itself, and its error handler has told it.
    private static bool IsPassing(ErrorCode code) => code is
        ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut
        or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.BrokerNotAvailable
        or ErrorCode.ReplicaNotAvailable or ErrorCode.NetworkException or ErrorCode.RequestTimedOut;
}
