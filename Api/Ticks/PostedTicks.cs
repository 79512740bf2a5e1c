using System.Buffers;
using System.Text.Json;

namespace Tripline.Api.Ticks;

/// <summary>The ticks of one request, read whole before any of them is stored.</summary>
internal sealed class PostedTicks(TickReader reader, int maxTicks) : IDisposable
{
    private readonly List<TickRejection> _rejected = [];
    private Tick[] _ticks = ArrayPool<Tick>.Shared.Rent(1_024);
    private int _count;

    /// <summary>The valid ones, in order; gone after disposal.</summary>
    public ReadOnlyMemory<Tick> Accepted => _ticks.AsMemory(0, _count);

    /// <summary>The others.</summary>
    public IReadOnlyList<TickRejection> Rejected => _rejected;

    /// <summary>Whether there were more than the limit, so that reading stopped.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Whether the request was one object rather than a batch.</summary>
    public bool IsSingle { get; private set; }

    /// <summary>Reads one object, or an array of them.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public void ReadJson(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        json.Read();
        IsSingle = json.TokenType != JsonTokenType.StartArray;
        if (IsSingle)
        {
            ReadItem(ref json, 0);
        }
        else
        {
            for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
            {
                if (index >= maxTicks)
                {
                    IsOverLimit = true;
                    return;
                }

                ReadItem(ref json, index);
            }
        }

        // Throws when anything follows.
        json.Read();
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

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<Tick>.Shared.Return(_ticks, clearArray: true);
        _ticks = [];
        _count = 0;
    }

    private void ReadLine(ReadOnlySpan<byte> line, int index)
    {
        var json = new Utf8JsonReader(line);
        var before = _count;
        var rejectedBefore = _rejected.Count;
        try
        {
            json.Read();
            ReadItem(ref json, index);
            json.Read();
        }
        catch (JsonException malformed)
        {
            // What the line seemed to hold does not count when more follows it.
            _count = before;
            _rejected.RemoveRange(rejectedBefore, _rejected.Count - rejectedBefore);
            _rejected.Add(new(index, null, $"is not JSON at byte {(malformed.BytePositionInLine ?? 0) + 1}"));
        }
    }

    private void ReadItem(ref Utf8JsonReader json, int index)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            _rejected.Add(new(index, null, "must be an object"));
            return;
        }

        var fault = reader.Read(ref json, out var tick);
        if (fault.Reason is not null)
        {
            _rejected.Add(new(index, fault.Field, fault.Reason));
            return;
        }

        if (_count == _ticks.Length)
        {
            Grow();
        }

        _ticks[_count++] = tick;
    }

    private void Grow()
    {
        var larger = ArrayPool<Tick>.Shared.Rent(_ticks.Length * 2);
        _ticks.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Tick>.Shared.Return(_ticks, clearArray: true);
        _ticks = larger;
    }
}
