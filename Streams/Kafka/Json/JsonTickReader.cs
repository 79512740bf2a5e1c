using System.Buffers;
using System.Text.Json;
using Tripline.Sources.Text;
using Tripline.Streams.Codec;

namespace Tripline.Streams.Kafka.Json;

/// <summary>Reads one tick of a JSON text: our own form or another producer's. Fields that stand for nothing are passed
/// over; a number may also be given as a string. Allocates nothing unless something is wrong.</summary>
internal sealed class JsonTickReader(JsonFieldMap map)
{
    /// <summary>The time of a record to which its broker gave none.</summary>
    public const long NoTime = -1;

    private const int MaxNumberLength = 64;
    private static readonly SearchValues<byte> NumberLetters = SearchValues.Create("0123456789."u8);
    private readonly byte[] _symbol = new byte[SymbolName.MaxLength];
    private readonly byte[] _source = new byte[TickJson.MaxSourceLength];
    private readonly byte[] _session = new byte[TickJson.MaxSourceLength];

    /// <summary>Reads the object whose start is the reader's token, to its end.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="recordTimeMs">The time of a tick that gives none; <see cref="NoTime"/>: it must give one.</param>
    /// <param name="tick">The tick; its texts are this reader's memory, until the next call.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public string? Read(ref Utf8JsonReader reader, long recordTimeMs, ref RawTick tick)
    {
        tick = default;
        tick.TimeMs = recordTimeMs;
        tick.Sequence = Tick.NoSequence;
        var given = JsonField.None;
        string? fault = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = map.Of(reader.ValueSpan);
            reader.Read();
            if (field != JsonField.None && fault is null && !IsAbsent(reader.TokenType, field))
            {
                var reason = given.HasFlag(field) ? "is given twice" : ReadValue(ref reader, field, ref tick);
                fault = reason is null ? null : $"{JsonFieldMap.Option(field)} {reason}";
                given |= field;
            }

            reader.Skip();
        }

        if (tick.Sequence == Tick.NoSequence && tick.Id == default)
        {
            // Nothing that a source is needed for.
            tick.Source = default;
        }

        return fault ?? Missing(given, tick.TimeMs);
    }

    private static bool IsAbsent(JsonTokenType token, JsonField field) =>
        token == JsonTokenType.Null && field is not (JsonField.Symbol or JsonField.Price);

    private static string? Missing(JsonField given, long timeMs) =>
        !given.HasFlag(JsonField.Symbol) ? "symbol is required"
        : !given.HasFlag(JsonField.Price) ? "price is required"
        : given.HasFlag(JsonField.Sequence) && !given.HasFlag(JsonField.Source) ? "source is required with sequence"
        : given.HasFlag(JsonField.Session) && !given.HasFlag(JsonField.Sequence) ? "sequence is required with session"
        : timeMs == NoTime ? "time is required, for the broker gives its records none"
        : null;

    private string? ReadValue(ref Utf8JsonReader reader, JsonField field, ref RawTick tick)
    {
        int length;
        string? fault;
        switch (field)
        {
            case JsonField.Symbol:
                fault = TickJson.ReadSymbol(ref reader, _symbol, out length);
                tick.Symbol = _symbol.AsSpan(0, fault is null ? length : 0);
                return fault;
            case JsonField.Source:
                fault = TickJson.ReadSource(ref reader, _source, out length);
                tick.Source = _source.AsSpan(0, fault is null ? length : 0);
                return fault;
            case JsonField.Session:
                fault = TickJson.ReadSession(ref reader, _session, out length);
                tick.Session = _session.AsSpan(0, fault is null ? length : 0);
                return fault;
            case JsonField.Id:
                return TickJson.ReadId(ref reader, out tick.Id);
            case JsonField.Sequence:
                return TickJson.ReadSequence(ref reader, out tick.Sequence);
            case JsonField.Time:
                return ReadTime(ref reader, out tick.TimeMs);
            case JsonField.Price:
                return IsQuotedNumber(ref reader)
                    ? TickJson.ReadPrice(reader.ValueSpan, out tick.Price)
                    : TickJson.ReadPrice(ref reader, out tick.Price);
            default:
                return IsQuotedNumber(ref reader)
                    ? TickJson.ReadSize(reader.ValueSpan, out tick.Size)
                    : TickJson.ReadSize(ref reader, out tick.Size);
        }
    }

    // Digits with at most one point: many producers quote numbers lest a reader rounds them.
    private static bool IsQuotedNumber(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        return reader.TokenType == JsonTokenType.String
            && text.Length is > 0 and <= MaxNumberLength
            && char.IsAsciiDigit((char)text[0])
            && char.IsAsciiDigit((char)text[^1])
            && !text.ContainsAnyExcept(NumberLetters)
            && text.Count((byte)'.') <= 1;
    }

    private static string? ReadTime(ref Utf8JsonReader reader, out long timeMs)
    {
        timeMs = 0;
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Number => EpochTime.TryRead(reader.ValueSpan, out timeMs),
            JsonTokenType.String when !reader.ValueIsEscaped => EpochTime.TryReadText(reader.ValueSpan, out timeMs),
            _ => false,
        };
        return !isRead ? "must be an RFC 3339 date-time, or seconds, milliseconds, microseconds or nanoseconds since 1970"
            : !EpochTime.IsTaken(timeMs) ? "must be from 1970 to 9999"
            : null;
    }
}
