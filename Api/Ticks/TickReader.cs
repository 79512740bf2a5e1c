using System.Text;
using System.Text.Json;
using Tripline.Sources.Text;

namespace Tripline.Api.Ticks;

/// <summary>Reads ticks from JSON objects without garbage.</summary>
/// <param name="symbols">Strings of symbols seen before.</param>
/// <param name="sources">Strings of sources seen before.</param>
/// <param name="nowMs">Time of ticks that give none, epoch milliseconds.</param>
/// <param name="latestMs">Latest time that is taken, epoch milliseconds.</param>
internal sealed class TickReader(TextCache symbols, TextCache sources, long nowMs, long latestMs)
{
    private const int MaxShownName = 64;

    [Flags]
    private enum Fields
    {
        None = 0,
        Symbol = 1,
        Price = 2,
        Size = 4,
        Time = 8,
        Source = 16,
        Sequence = 32,
        Session = 64,
        Id = 128,
    }

    /// <summary>Reads the object whose start is the reader's token, to its end.</summary>
    /// <returns>The first fault; one without a reason when there is none.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public TickFault Read(ref Utf8JsonReader reader, out Tick tick)
    {
        var builder = new Builder { TimeMs = nowMs };
        var given = Fields.None;
        var fault = default(TickFault);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = Match(ref reader);
            if (fault.Reason is null && (field == Fields.None || (given & field) != Fields.None))
            {
                fault = field == Fields.None ? Unknown(ref reader) : new(NameOf(field), "is given twice");
            }

            reader.Read();
            given |= field;
            if (fault.Reason is null)
            {
                var reason = ReadValue(ref reader, field, ref builder);
                fault = reason is null ? default : new(NameOf(field), reason);
            }

            reader.Skip();
        }

        tick = new Tick(
            builder.Symbol!,
            builder.Price,
            builder.Size,
            builder.TimeMs,
            builder.Sequence is null && builder.Id == default ? null : builder.Source,
            builder.Sequence ?? (builder.Id == default ? 0 : Tick.NoSequence),
            builder.Session,
            builder.Id);
        return fault.Reason is null ? Missing(in builder) : fault;
    }

    private static TickFault Missing(in Builder builder) => builder switch
    {
        { Symbol: null } => new("symbol", "is required"),
        { Price: 0 } => new("price", "is required"),
        { Source: null, Sequence: not null } => new("source", "is required with sequence"),
        { Session: not null, Sequence: null } => new("sequence", "is required with session"),
        _ => default,
    };

    private string? ReadValue(ref Utf8JsonReader reader, Fields field, ref Builder builder)
    {
        if (reader.TokenType == JsonTokenType.Null && field is not (Fields.Symbol or Fields.Price))
        {
            return null;
        }

        return field switch
        {
            Fields.Symbol => ReadSymbol(ref reader, ref builder),
            Fields.Price => TickJson.ReadPrice(ref reader, out builder.Price),
            Fields.Size => TickJson.ReadSize(ref reader, out builder.Size),
            Fields.Time => ReadTime(ref reader, ref builder),
            Fields.Source => ReadSource(ref reader, ref builder),
            Fields.Session => ReadSession(ref reader, ref builder),
            Fields.Id => TickJson.ReadId(ref reader, out builder.Id),
            _ => ReadSequence(ref reader, ref builder),
        };
    }

    private string? ReadSymbol(ref Utf8JsonReader reader, ref Builder builder)
    {
        Span<byte> letters = stackalloc byte[SymbolName.MaxLength];
        var reason = TickJson.ReadSymbol(ref reader, letters, out var length);
        builder.Symbol = reason is null ? symbols.Get(letters[..length]) : null;
        return reason;
    }

    private string? ReadTime(ref Utf8JsonReader reader, ref Builder builder)
    {
        Span<byte> letters = stackalloc byte[Rfc3339.MaxLength];
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out builder.TimeMs),
            JsonTokenType.String => TickJson.TryCopy(ref reader, letters, out var length)
                && Rfc3339.TryParse(letters[..length], out builder.TimeMs),
            _ => false,
        };
        return builder.TimeMs switch
        {
            _ when !isRead => "must be an RFC 3339 date-time, or a whole number of milliseconds since 1970",
            < 0 => "must not be before 1970",
            var time when time > latestMs => "is too far in the future",
            _ => null,
        };
    }

    private string? ReadSource(ref Utf8JsonReader reader, ref Builder builder)
    {
        Span<byte> letters = stackalloc byte[TickJson.MaxSourceLength];
        var reason = TickJson.ReadSource(ref reader, letters, out var length);
        builder.Source = reason is null ? sources.Get(letters[..length]) : null;
        return reason;
    }

    private static string? ReadSession(ref Utf8JsonReader reader, ref Builder builder)
    {
        Span<byte> letters = stackalloc byte[TickJson.MaxSourceLength];
        var reason = TickJson.ReadSession(ref reader, letters, out var length);
        builder.Session = reason is null ? Encoding.UTF8.GetString(letters[..length]) : null;
        return reason;
    }

    private static string? ReadSequence(ref Utf8JsonReader reader, ref Builder builder)
    {
        var reason = TickJson.ReadSequence(ref reader, out var sequence);
        builder.Sequence = reason is null ? sequence : null;
        return reason;
    }

    private static Fields Match(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        return name.Length switch
        {
            2 when name.SequenceEqual("id"u8) => Fields.Id,
            4 when name.SequenceEqual("size"u8) => Fields.Size,
            4 when name.SequenceEqual("time"u8) => Fields.Time,
            5 when name.SequenceEqual("price"u8) => Fields.Price,
            6 when name.SequenceEqual("symbol"u8) => Fields.Symbol,
            6 when name.SequenceEqual("source"u8) => Fields.Source,
            7 when name.SequenceEqual("session"u8) => Fields.Session,
            8 when name.SequenceEqual("sequence"u8) => Fields.Sequence,
            _ => Fields.None,
        };
    }

    private static TickFault Unknown(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        var shown = Encoding.UTF8.GetString(name[..Math.Min(name.Length, MaxShownName)]);
        return new(shown, "is not a known field");
    }

    private static string NameOf(Fields field) => field switch
    {
        Fields.Symbol => "symbol",
        Fields.Price => "price",
        Fields.Size => "size",
        Fields.Time => "time",
        Fields.Source => "source",
        Fields.Session => "session",
        Fields.Id => "id",
        _ => "sequence",
    };

    private struct Builder
    {
        public string? Symbol;
        public double Price;
        public double Size;
        public long TimeMs;
        public string? Source;
        public long? Sequence;
        public string? Session;
        public UInt128 Id;
    }
}
