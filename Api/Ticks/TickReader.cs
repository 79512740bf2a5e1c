using System.Text;
using System.Text.Json;
using Tripline.Api.Text;
using Tripline.Sources;

namespace Tripline.Api.Ticks;

/// <summary>Reads ticks from JSON objects without garbage.</summary>
/// <param name="symbols">Strings of symbols seen before.</param>
/// <param name="sources">Strings of sources seen before.</param>
/// <param name="nowMs">Time of ticks that give none, epoch milliseconds.</param>
/// <param name="latestMs">Latest time that is taken, epoch milliseconds.</param>
internal sealed class TickReader(TextCache symbols, TextCache sources, long nowMs, long latestMs)
{
    // Within these, sums of prices times sizes stay finite, and a decimal holds every price.
    private const double MinPrice = 1e-12;
    private const double MaxAmount = 1e15;

    private const int MaxSource = 64;
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
            builder.Symbol!, builder.Price, builder.Size, builder.TimeMs, builder.Source, builder.Sequence ?? 0);
        return fault.Reason is null ? Missing(in builder) : fault;
    }

    private static TickFault Missing(in Builder builder) => builder switch
    {
        { Symbol: null } => new("symbol", "is required"),
        { Price: 0 } => new("price", "is required"),
        { Source: null, Sequence: not null } => new("source", "is required with sequence"),
        { Source: not null, Sequence: null } => new("sequence", "is required with source"),
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
            Fields.Price => ReadPrice(ref reader, ref builder),
            Fields.Size => ReadSize(ref reader, ref builder),
            Fields.Time => ReadTime(ref reader, ref builder),
            Fields.Source => ReadSource(ref reader, ref builder),
            _ => ReadSequence(ref reader, ref builder),
        };
    }

    private string? ReadSymbol(ref Utf8JsonReader reader, ref Builder builder)
    {
        Span<byte> letters = stackalloc byte[SymbolName.MaxLength];
        if (reader.TokenType != JsonTokenType.String)
        {
            return "must be a string";
        }

        if (!TryCopy(ref reader, letters, out var length) || length == 0)
        {
            return SymbolName.Expected;
        }

        for (var at = 0; at < length; at++)
        {
            var letter = letters[at];
            letters[at] = letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter;
            if (!SymbolName.Allows(letters[at], first: at == 0))
            {
                return SymbolName.Expected;
            }
        }

        builder.Symbol = symbols.Get(letters[..length]);
        return null;
    }

    private static string? ReadPrice(ref Utf8JsonReader reader, ref Builder builder)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return "must be a number";
        }

        var price = NumberText.Parse(reader.ValueSpan, out var digits);
        if (!(price > 0) || !double.IsFinite(price))
        {
            return "must be a positive, finite number";
        }

        if (digits > NumberText.MaxDigits)
        {
            return "must have at most 15 significant digits";
        }

        builder.Price = price;
        return price is >= MinPrice and <= MaxAmount ? null : "must be from 1e-12 to 1e15";
    }

    private static string? ReadSize(ref Utf8JsonReader reader, ref Builder builder)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return "must be a number";
        }

        builder.Size = NumberText.Parse(reader.ValueSpan, out _);
        return builder.Size is >= 0 and <= MaxAmount ? null : "must be from 0 to 1e15";
    }

    private string? ReadTime(ref Utf8JsonReader reader, ref Builder builder)
    {
        Span<byte> letters = stackalloc byte[Rfc3339.MaxLength];
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out builder.TimeMs),
            JsonTokenType.String => TryCopy(ref reader, letters, out var length)
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
        const string Expected = "must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', ':', '/' or '-'";
        Span<byte> letters = stackalloc byte[MaxSource];
        if (reader.TokenType != JsonTokenType.String)
        {
            return "must be a string";
        }

        if (!TryCopy(ref reader, letters, out var length) || length == 0)
        {
            return Expected;
        }

        letters = letters[..length];
        foreach (var letter in letters)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && !"._:/-"u8.Contains(letter))
            {
                return Expected;
            }
        }

        builder.Source = sources.Get(letters);
        return null;
    }

    private static string? ReadSequence(ref Utf8JsonReader reader, ref Builder builder)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var sequence) || sequence < 0)
        {
            return "must be a whole number from 0 to 9223372036854775807";
        }

        builder.Sequence = sequence;
        return null;
    }

    // False where the text does not fit or is no text.
    private static bool TryCopy(ref Utf8JsonReader reader, scoped Span<byte> to, out int length)
    {
        var raw = reader.ValueSpan;
        length = raw.Length;
        if (!reader.ValueIsEscaped)
        {
            return raw.TryCopyTo(to);
        }

        // Six letters of an escape may stand for one.
        Span<byte> unescaped = stackalloc byte[MaxSource * 6];
        if (raw.Length > unescaped.Length)
        {
            return false;
        }

        try
        {
            length = reader.CopyString(unescaped);
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return unescaped[..length].TryCopyTo(to);
    }

    private static Fields Match(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        return name.Length switch
        {
            4 when name.SequenceEqual("size"u8) => Fields.Size,
            4 when name.SequenceEqual("time"u8) => Fields.Time,
            5 when name.SequenceEqual("price"u8) => Fields.Price,
            6 when name.SequenceEqual("symbol"u8) => Fields.Symbol,
            6 when name.SequenceEqual("source"u8) => Fields.Source,
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
    }
}
