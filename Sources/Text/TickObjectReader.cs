using System.Text.Json;

namespace Tripline.Sources.Text;

/// <summary>Reads ticks of a JSON text, on every way in: our own form or another producer's, alone or in an envelope. Fields
/// that stand for nothing are passed over; a number may also be given as a string. Allocates nothing unless something is
/// wrong. For one caller at a time.</summary>
/// <param name="map">The names of the fields.</param>
/// <param name="markets">Which symbols' prices may be zero or negative.</param>
public sealed class TickObjectReader(TickFieldMap map, MarketRules markets)
{
    /// <summary>The time of a record to which its broker gave none.</summary>
    public const long NoTime = -1;

    private const int MaxNumberLength = 64;
    private readonly byte[] _symbol = new byte[SymbolName.MaxLength];
    private readonly byte[] _source = new byte[TickJson.MaxSourceLength];
    private readonly byte[] _session = new byte[TickJson.MaxSourceLength];

    /// <summary>Whether what was read last is no tick but holds some.</summary>
    public bool IsEnvelope { get; private set; }

    /// <summary>Reads the object whose start is the reader's token, to its end.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="defaultTimeMs">The time of a tick that gives none; <see cref="NoTime"/>: it must give one.</param>
    /// <param name="defaultSource">The source of a tick that gives none; empty: none.</param>
    /// <param name="tick">The tick; its texts are this reader's memory, until the next call.</param>
    /// <returns>What is wrong; without a reason when nothing is.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public TickFault Read(
        ref Utf8JsonReader reader, long defaultTimeMs, ReadOnlySpan<byte> defaultSource, ref RawTick tick)
    {
        tick = default;
        tick.TimeMs = defaultTimeMs;
        tick.Sequence = Tick.NoSequence;
        var given = TickField.None;
        var fault = default(TickFault);
        var holdsMore = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = map.Of(reader.ValueSpan);
            holdsMore |= field == TickField.None && IsEnvelopeName(reader.ValueSpan);
            reader.Read();
            if (field != TickField.None && fault.Reason is null && !IsAbsent(reader.TokenType, field))
            {
                var reason = given.HasFlag(field) ? "is given twice" : ReadValue(ref reader, field, ref tick);
                fault = reason is null ? default : new(TickFieldMap.Option(field), reason);
                given |= field;
            }

            reader.Skip();
        }

        IsEnvelope = holdsMore && (given & (TickField.Symbol | TickField.Price)) == TickField.None;
        if (!given.HasFlag(TickField.Source))
        {
            defaultSource.CopyTo(_source);
            tick.Source = _source.AsSpan(0, defaultSource.Length);
        }

        fault = fault.Reason is null ? Missing(given, tick) : fault;
        if (tick.Sequence == Tick.NoSequence && tick.Id == default)
        {
            // Nothing that a source is needed for.
            tick.Source = default;
        }

        return fault;
    }

    /// <summary>Whether a field of that name may hold ticks.</summary>
    public bool IsEnvelopeName(ReadOnlySpan<byte> name) => map.Of(name) == TickField.None && name.Length switch
    {
        4 => name.SequenceEqual("data"u8),
        5 => name.SequenceEqual("ticks"u8),
        6 => name.SequenceEqual("trades"u8) || name.SequenceEqual("events"u8) || name.SequenceEqual("result"u8),
        7 => name.SequenceEqual("payload"u8),
        _ => false,
    };

    private static bool IsAbsent(JsonTokenType token, TickField field) =>
        token == JsonTokenType.Null && field is not (TickField.Symbol or TickField.Price);

    private TickFault Missing(TickField given, scoped in RawTick tick) =>
        !given.HasFlag(TickField.Symbol) ? new("symbol", "is required")
        : !given.HasFlag(TickField.Price) ? new("price", "is required")
        : tick.Price <= 0 && !markets.TakesAnyPrice(tick.Symbol)
            ? new("price", $"must be a positive number; {MarketRules.Hint}")
        : given.HasFlag(TickField.Sequence) && tick.Source.IsEmpty ? new("source", "is required with sequence")
        : given.HasFlag(TickField.Session) && !given.HasFlag(TickField.Sequence) ? new("sequence", "is required with session")
        : tick.TimeMs == NoTime ? new("time", "is required, for the broker gives its records none")
        : default;

    private string? ReadValue(ref Utf8JsonReader reader, TickField field, ref RawTick tick)
    {
        int length;
        string? fault;
        switch (field)
        {
            case TickField.Symbol:
                fault = TickJson.ReadSymbol(ref reader, _symbol, out length);
                tick.Symbol = _symbol.AsSpan(0, fault is null ? length : 0);
                return fault;
            case TickField.Source:
                fault = TickJson.ReadSource(ref reader, _source, out length);
                tick.Source = _source.AsSpan(0, fault is null ? length : 0);
                return fault;
            case TickField.Session:
                fault = TickJson.ReadSession(ref reader, _session, out length);
                tick.Session = _session.AsSpan(0, fault is null ? length : 0);
                return fault;
            case TickField.Id:
                return TickJson.ReadId(ref reader, out tick.Id);
            case TickField.Sequence:
                return IsQuotedNumber(ref reader)
                    ? TickJson.ReadSequence(reader.ValueSpan, out tick.Sequence)
                    : TickJson.ReadSequence(ref reader, out tick.Sequence);
            case TickField.Time:
                return ReadTime(ref reader, out tick.TimeMs);
            case TickField.Price:
                return IsQuotedNumber(ref reader)
                    ? TickJson.ReadPrice(reader.ValueSpan, out tick.Price)
                    : TickJson.ReadPrice(ref reader, out tick.Price);
            default:
                return IsQuotedNumber(ref reader)
                    ? TickJson.ReadSize(reader.ValueSpan, out tick.Size)
                    : TickJson.ReadSize(ref reader, out tick.Size);
        }
    }

    // Many producers quote numbers lest a reader rounds them.
    private static bool IsQuotedNumber(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && reader.ValueSpan.Length <= MaxNumberLength
        && NumberText.IsNumber(reader.ValueSpan);

    private static string? ReadTime(ref Utf8JsonReader reader, out long timeMs)
    {
        timeMs = 0;
        Span<byte> letters = stackalloc byte[Rfc3339.MaxLength];
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Number => EpochTime.TryRead(reader.ValueSpan, out timeMs),
            JsonTokenType.String => TickJson.TryCopy(ref reader, letters, out var length)
                && EpochTime.TryReadText(letters[..length], out timeMs),
            _ => false,
        };
        return !isRead ? EpochTime.Expected
            : !EpochTime.IsTaken(timeMs) ? "must be from 1970 to 9999"
            : null;
    }
}
