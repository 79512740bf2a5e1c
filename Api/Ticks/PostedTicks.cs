using System.Buffers;
using System.Text.Json;
using Tripline.Sources.Text;

namespace Tripline.Api.Ticks;

/// <summary>The ticks of one request, read whole before any of them is stored.</summary>
internal sealed class PostedTicks(TickReader reader, int maxTicks) : IDisposable
{
    private readonly List<TickRejection> _rejected = [];
    private readonly List<TickRepeat> _repeated = [];
    private Tick[] _ticks = ArrayPool<Tick>.Shared.Rent(1_024);
    private int[] _indexes = ArrayPool<int>.Shared.Rent(1_024);
    private int _count;

    /// <summary>The valid ones, in order; gone after disposal.</summary>
    public ReadOnlyMemory<Tick> Accepted => _ticks.AsMemory(0, _count);

    /// <summary>The others.</summary>
    public IReadOnlyList<TickRejection> Rejected => _rejected;

    /// <summary>Those that came before.</summary>
    public IReadOnlyList<TickRepeat> Repeated => _repeated;

    /// <summary>Whether there were more than the limit, so that reading stopped.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Whether the request was one object rather than a batch.</summary>
    public bool IsSingle { get; private set; }

    /// <summary>Reads one object, an array of them, or an envelope of either.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public void ReadJson(ReadOnlySpan<byte> text)
    {
        var items = reader.Begin(text);
        ReadItems(ref items, line: null);
        IsSingle = !items.IsArray && _count + _rejected.Count <= 1;
    }

    /// <summary>Reads one object a line; a malformed line is rejected alone.</summary>
    public void ReadLines(ReadOnlySpan<byte> text)
    {
        for (var index = 0; text.Length > 0; index++)
        {
            var length = text.IndexOf((byte)'\n');
            var line = length < 0 ? text : text[..length];
            text = length < 0 ? default : text[(length + 1)..];
            if (line.TrimStart(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (_count + _rejected.Count >= maxTicks)
            {
                IsOverLimit = true;
                return;
            }

            ReadLine(line, index);
        }
    }

    /// <summary>Takes ticks out of <see cref="Accepted"/>, for they came before.</summary>
    /// <param name="repeats">Their indexes there, rising.</param>
    public void Repeat(IReadOnlyList<int> repeats)
    {
        if (repeats.Count == 0)
        {
            return;
        }

        var (kept, next) = (0, 0);
        for (var at = 0; at < _count; at++)
        {
            if (next < repeats.Count && repeats[next] == at)
            {
                _repeated.Add(new(_indexes[at]));
                next++;
            }
            else
            {
                (_ticks[kept], _indexes[kept]) = (_ticks[at], _indexes[at]);
                kept++;
            }
        }

        _count = kept;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_indexes);
        _indexes = [];
        ArrayPool<Tick>.Shared.Return(_ticks, clearArray: true);
        _ticks = [];
        _count = 0;
    }

    private void ReadLine(ReadOnlySpan<byte> line, int index)
    {
        var before = _count;
        var rejectedBefore = _rejected.Count;
        try
        {
            var items = reader.Begin(line);
            ReadItems(ref items, index);
        }
        catch (JsonException malformed)
        {
            // What the line seemed to hold does not count when more follows it.
            _count = before;
            _rejected.RemoveRange(rejectedBefore, _rejected.Count - rejectedBefore);
            _rejected.Add(new(index, null, $"is not JSON at byte {(malformed.BytePositionInLine ?? 0) + 1}"));
        }
    }

    private void ReadItems(ref TickItems items, int? line)
    {
        var tick = default(RawTick);
        for (var index = 0; items.TryRead(ref tick, out var fault); index++)
        {
            if (_count + _rejected.Count >= maxTicks)
            {
                IsOverLimit = true;
                return;
            }

            fault = fault.Reason is null ? reader.Check(tick) : fault;
            if (fault.Reason is not null)
            {
                _rejected.Add(new(line ?? index, fault.Field, fault.Reason));
                continue;
            }

            if (_count == Math.Min(_ticks.Length, _indexes.Length))
            {
                Grow();
            }

            _indexes[_count] = line ?? index;
            _ticks[_count++] = reader.ToTick(tick);
        }
    }

    private void Grow()
    {
        var largerIndexes = ArrayPool<int>.Shared.Rent(_count * 2);
        _indexes.AsSpan(0, _count).CopyTo(largerIndexes);
        ArrayPool<int>.Shared.Return(_indexes);
        _indexes = largerIndexes;
        var larger = ArrayPool<Tick>.Shared.Rent(_count * 2);
        _ticks.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Tick>.Shared.Return(_ticks, clearArray: true);
        _ticks = larger;
    }
}
