using System.Text.Json;

namespace Tripline.Sources.Text;

/// <summary>The ticks of one JSON text, one after the other: an object, an array of them, or an envelope that holds either in
/// a field such as <c>data</c>.</summary>
public ref struct TickItems
{
    private const int MaxDepth = 8;
    private readonly TickObjectReader _reader;
    private readonly ReadOnlySpan<byte> _defaultSource;
    private readonly long _defaultTimeMs;
    private Utf8JsonReader _json;
    private uint _envelopes;
    private int _depth;
    private bool _isAtValue = true;

    /// <summary>Begins a text.</summary>
    /// <param name="reader">Reads the objects.</param>
    /// <param name="text">The text.</param>
    /// <param name="defaultTimeMs">The time of a tick that gives none; <see cref="TickObjectReader.NoTime"/>: it must.
    /// </param>
    /// <param name="defaultSource">The source of a tick that gives none; empty: none.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public TickItems(
        TickObjectReader reader, ReadOnlySpan<byte> text, long defaultTimeMs, ReadOnlySpan<byte> defaultSource)
    {
        (_reader, _defaultTimeMs) = (reader, defaultTimeMs);
        _defaultSource = defaultSource;
        _json = new Utf8JsonReader(text);
        _json.Read();
        IsArray = _json.TokenType == JsonTokenType.StartArray;
        IsObject = _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Whether the text is an array.</summary>
    public bool IsArray { get; }

    /// <summary>Whether the text is an object.</summary>
    public bool IsObject { get; }

    /// <summary>Reads the next tick, or what is wrong with it.</summary>
    /// <param name="tick">The tick; its texts are the reader's memory, until its next use.</param>
    /// <param name="fault">Without a reason when nothing is wrong.</param>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="JsonException">The text is no JSON, or more follows it.</exception>
    public bool TryRead(ref RawTick tick, out TickFault fault)
    {
        fault = default;
        while (_isAtValue || TryMove())
        {
            _isAtValue = false;
            if (_json.TokenType == JsonTokenType.StartArray && _depth < MaxDepth)
            {
                Enter(isEnvelope: false);
                continue;
            }

            if (_json.TokenType != JsonTokenType.StartObject)
            {
                _json.Skip();
                fault = new(null, "must be an object");
                return true;
            }

            var start = _json;
            fault = _reader.Read(ref _json, _defaultTimeMs, _defaultSource, ref tick);
            if (!_reader.IsEnvelope || _depth == MaxDepth)
            {
                return true;
            }

            _json = start;
            Enter(isEnvelope: true);
        }

        return false;
    }

    private void Enter(bool isEnvelope)
    {
        _envelopes = (_envelopes << 1) | (isEnvelope ? 1u : 0);
        _depth++;
    }

    // To the start of the next value that may be a tick.
    private bool TryMove()
    {
        while (_depth > 0)
        {
            _json.Read();
            if (_json.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                _envelopes >>= 1;
                _depth--;
                continue;
            }

            if ((_envelopes & 1) == 0)
            {
                return true;
            }

            var isOne = _reader.IsEnvelopeName(_json.ValueSpan);
            _json.Read();
            if (isOne && (_json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject))
            {
                return true;
            }

            _json.Skip();
        }

        // Throws when anything follows.
        _json.Read();
        return false;
    }
}
