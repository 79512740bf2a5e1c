using Confluent.Kafka;
using Tripline.Streams.Kafka.Json;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>Reads one partition out of its own queue in the client.</summary>
internal sealed unsafe class KafkaReader : ITickLogReader
{
    private const int BatchRecords = 1_000;
    private const int MaxRejected = 256;
    private const int WaitMs = 100;
    private const int NoTimestamp = 0;
    private static readonly TimeSpan ScanBound = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly nint[] _messages = new nint[BatchRecords];
    private readonly PartitionQueue _queue;
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
    private bool _isDisposed;

    /// <summary>A reader whose partition has been set to its first offset.</summary>
    public KafkaReader(KafkaReaderParts parts, long offset)
    {
        _queue = parts.Queue;
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
            _queue.OnFilled = null;
            while (_at < _count)
            {
                NativeMethods.Destroy((NativeMessage*)_messages[_at++]);
            }
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
            PassEvent(message);
            return true;
        }

        _isAtEnd = false;
        if (message->Offset != _next && _gaps.Find(_next, message->Offset) is { } gap)
        {
            run.Add(gap);
        }

        var timeMs = NativeMethods.Timestamp(message, out var kind);
        if (!_intake.TryPut(
            message->Value, message->Offset, kind == NoTimestamp ? JsonTickReader.NoTime : timeMs, run, ref used, out var fault))
        {
            return false;
        }

        if (fault is not null)
        {
            run.Reject(
                _deadLetters?.PutAsync(_partition, message->Offset, fault, message->Key, message->Value)
                ?? Task.CompletedTask);
        }

        _next = message->Offset + 1;
        return true;
    }

    private void PassEvent(NativeMessage* message)
    {
        var code = (ErrorCode)message->Error;
        if (code == ErrorCode.Local_PartitionEOF)
        {
            // The last offsets may hold no records: marks of transactions, or what compaction left.
            _next = Math.Max(_next, message->Offset);
            _isAtEnd = true;
            return;
        }

        var reason = System.Text.Encoding.UTF8.GetString(message->Value);
        NativeMethods.Destroy((NativeMessage*)_messages[_at++]);
        throw new IOException($"Kafka cannot read {_partition} at offset {_next}: {reason} ({code}).");
    }
}
