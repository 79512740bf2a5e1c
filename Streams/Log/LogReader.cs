using Tripline.Streams.Codec;

namespace Tripline.Streams.Log;

/// <summary>Reads a partition's files directly, up to what is durable; see <see cref="LogFrame"/> for why.</summary>
internal sealed class LogReader(EmbeddedPartition partition, long offset) : ITickLogReader
{
    private long _next = offset;
    private long _damagedFrom = -1;
    private long _readUntil = offset;
    private long _ticksRead = -1;

    // Of the last read; as much as can be used is read, for the rest is read again.
    private double _bytesPerTick;
    private Action? _callback;

    public bool TryRead(RecordRun run)
    {
        run.Clear();
        run.NextOffset = _next;
        var end = partition.DurableEnd;
        while (_next < end && run.Records.IsEmpty && run.Damage.Count == 0)
        {
            var files = partition.Files;
            var segmentEnd = ((_next / files.SegmentBytes) + 1) * files.SegmentBytes;
            var bytes = run.Buffer.AsSpan(0, (int)Math.Min(Useful(run), Math.Min(end, segmentEnd) - _next));
            if (!files.TryRead(_next, bytes))
            {
                if (partition.IsClosed)
                {
                    throw new IOException("The tick log is closed.");
                }

                _damagedFrom = _damagedFrom < 0 ? _next : _damagedFrom;
                _next = segmentEnd;
                continue;
            }

            var start = _next;
            Walk(run, bytes, Math.Min(end, segmentEnd));
            _bytesPerTick = (_next - start) / (double)Math.Max(run.TickCount, 1);
        }

        if (_next >= end && _damagedFrom >= 0)
        {
            EndDamage(run, end);
        }

        run.NextOffset = _next;
        return !run.Records.IsEmpty || run.Damage.Count > 0;
    }

    public void OnDurable(Action? callback)
    {
        if (_callback is not null)
        {
            partition.OnDurable(_callback, add: false);
        }

        _callback = callback;
        if (callback is not null)
        {
            partition.OnDurable(callback, add: true);
        }
    }

    public void Dispose() => OnDurable(null);

    private int Useful(RecordRun run) => _bytesPerTick > 0
        ? (int)Math.Clamp((_bytesPerTick * run.MaxTicks) + LogFrame.PageBytes, RecordRun.MinBytes, run.Buffer.Length)
        : run.Buffer.Length;

    private void Walk(RecordRun run, ReadOnlySpan<byte> bytes, long end)
    {
        var start = _next;
        for (var at = 0; at < bytes.Length; at = (int)(_next - start))
        {
            var rest = bytes[at..];
            switch (LogFrame.Inspect(rest, _next, out var frameBytes))
            {
                case FrameKind.Record:
                    var length = LogFrame.EntryBytes(rest);
                    var record = rest.Slice(LogFrame.PrefixBytes, length);
                    var ticks = TickRecordFormat.CountOf(record);
                    if (run.TickCount > 0 && run.TickCount + ticks > run.MaxTicks)
                    {
                        return;
                    }

                    EndDamage(run, _next);
                    Follow(run, TickRecordFormat.TicksBeforeOf(record), ticks);
                    run.Add(new RecordSlot(_next, at + LogFrame.PrefixBytes, length), ticks);
                    _next += frameBytes;
                    _readUntil = _next;
                    break;
                case FrameKind.Padding:
                    _next += frameBytes;
                    break;
                case FrameKind.Incomplete when start + bytes.Length < end && at > 0:
                    return;
                default:
                    _damagedFrom = _damagedFrom < 0 ? _next : _damagedFrom;
                    _next += frameBytes;
                    break;
            }
        }
    }

    // Zeroed pages look like the unused end of a page; the running count tells that records are missing.
    private void Follow(RecordRun run, long ticksBefore, int ticks)
    {
        if (_ticksRead >= 0 && ticksBefore != _ticksRead && run.Damage.Count == 0)
        {
            run.Add(new LogDamage(_readUntil, _next, $"{ticksBefore - _ticksRead} ticks are missing."));
        }

        _ticksRead = ticksBefore + ticks;
    }

    private void EndDamage(RecordRun run, long until)
    {
        if (_damagedFrom >= 0)
        {
            run.Add(new LogDamage(_damagedFrom, until, "The bytes are no record, or one whose checksum is wrong."));
            _damagedFrom = -1;
        }
    }
}
