using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;

namespace Tripline.Sources.Text;

/// <summary>The rules for a tick's values in JSON, the same on every way in. Each reads the reader's token, allocates
/// nothing, and answers with what is wrong with it, in words that follow the field's name; null when nothing is.
/// </summary>
public static class TickJson
{
    /// <summary>Least price that is not zero, of either sign: within the bounds, sums of prices times sizes stay finite, and a decimal holds every price.
    /// </summary>
    public const double MinPrice = 1e-12;

    /// <summary>Greatest price, of either sign, and size.</summary>
    public const double MaxAmount = 1e15;

    /// <summary>What a reader is told who got a source's name wrong.</summary>
    public const string ExpectedSource = "must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', ':', '/' or '-'";

    /// <summary>Most letters of a source's name.</summary>
    public const int MaxSourceLength = 64;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(static letter => (byte)letter), 0x7F]);

    // Six letters of an escape may stand for one.
    private const int MaxEscapedLength = MaxSourceLength * 6;

    /// <summary>Reads a symbol and raises it to upper case.</summary>
    /// <param name="reader">At the value.</param>
    /// <param name="letters">Takes the symbol: at least <see cref="SymbolName.MaxLength"/> bytes.</param>
    /// <param name="length">How many it has.</param>
    public static string? ReadSymbol(ref Utf8JsonReader reader, scoped Span<byte> letters, out int length)
    {
        length = 0;
        if (reader.TokenType != JsonTokenType.String)
        {
            return "must be a string";
        }

        return TryCopy(ref reader, letters[..SymbolName.MaxLength], out length) && SymbolName.TryRaise(letters[..length])
            ? null
            : SymbolName.Expected;
    }

    /// <summary>Reads a price from a number; whether one that is not positive may be, its symbol's market says.</summary>
    public static string? ReadPrice(ref Utf8JsonReader reader, out double price)
    {
        price = 0;
        return reader.TokenType == JsonTokenType.Number ? ReadPrice(reader.ValueSpan, out price) : "must be a number";
    }

    /// <summary>Reads a price from the text of a valid JSON number, rounded half to even to 15 significant digits.</summary>
    public static string? ReadPrice(ReadOnlySpan<byte> number, out double price)
    {
        // Never the negative zero.
        price = NumberText.ParseRounded(number) + 0.0;
        return (price == 0 && !IsZero(number)) || Math.Abs(price) is > 0 and < MinPrice or > MaxAmount || !double.IsFinite(price)
            ? "must be from 1e-12 to 1e15"
            : null;
    }

    /// <summary>Reads a size from a number.</summary>
    public static string? ReadSize(ref Utf8JsonReader reader, out double size)
    {
        size = 0;
        return reader.TokenType == JsonTokenType.Number ? ReadSize(reader.ValueSpan, out size) : "must be a number";
    }

    /// <summary>Reads a size from the text of a valid JSON number, rounded half to even to 15 significant digits.</summary>
    public static string? ReadSize(ReadOnlySpan<byte> number, out double size)
    {
        size = NumberText.ParseRounded(number) + 0.0;
        return size is >= 0 and <= MaxAmount ? null : "must be from 0 to 1e15";
    }

    /// <summary>Reads the name of a source.</summary>
    /// <param name="reader">At the value.</param>
    /// <param name="letters">Takes the name: at least <see cref="MaxSourceLength"/> bytes.</param>
    /// <param name="length">How many it has.</param>
    public static string? ReadSource(ref Utf8JsonReader reader, scoped Span<byte> letters, out int length)
    {
        const string Expected = ExpectedSource;
        length = 0;
        if (reader.TokenType != JsonTokenType.String)
        {
            return "must be a string";
        }

        if (!TryCopy(ref reader, letters[..MaxSourceLength], out length) || length == 0)
        {
            return Expected;
        }

        foreach (var letter in letters[..length])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && !"._:/-"u8.Contains(letter))
            {
                return Expected;
            }
        }

        return null;
    }

    /// <summary>Whether a text may name a source.</summary>
    public static bool IsSource(string text) =>
        text.Length is > 0 and <= MaxSourceLength
        && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || "._:/-".Contains(letter, StringComparison.Ordinal));

    /// <summary>Reads the name of a session: any text of 1 to 64 bytes.</summary>
    /// <param name="reader">At the value.</param>
    /// <param name="letters">Takes the name: at least <see cref="MaxSourceLength"/> bytes.</param>
    /// <param name="length">How many it has.</param>
    public static string? ReadSession(ref Utf8JsonReader reader, scoped Span<byte> letters, out int length)
    {
        length = 0;
        return reader.TokenType != JsonTokenType.String ? "must be a string"
            : !TryCopy(ref reader, letters[..MaxSourceLength], out length) || length == 0 || letters[..length].ContainsAny(Controls)
                ? "must be 1 to 64 bytes of text without control characters"
            : null;
    }

    /// <summary>Reads what a source calls a tick, a text of 1 to 64 bytes or a whole number, as its 128-bit hash, which is
    /// never zero. A number is the same as its digits as a text.</summary>
    public static string? ReadId(ref Utf8JsonReader reader, out UInt128 id)
    {
        const string Expected = "must be 1 to 64 bytes of text, or a whole number";
        id = default;
        Span<byte> letters = stackalloc byte[MaxSourceLength];
        var length = 0;
        var isRead = reader.TokenType switch
        {
            JsonTokenType.String => TryCopy(ref reader, letters, out length),
            JsonTokenType.Number => reader.ValueSpan.Length <= MaxSourceLength
                && !reader.ValueSpan.ContainsAny(".eE"u8)
                && TryCopy(ref reader, letters, out length),
            _ => false,
        };
        if (!isRead || length == 0)
        {
            return Expected;
        }

        id = Hash(letters[..length]);
        return null;
    }

    /// <summary>The 128-bit hash that stands for an id; never zero.</summary>
    public static UInt128 Hash(ReadOnlySpan<byte> id) => UInt128.Max(XxHash128.HashToUInt128(id), 1);

    /// <summary>Reads a source's own number of a tick.</summary>
    public static string? ReadSequence(ref Utf8JsonReader reader, out long sequence)
    {
        sequence = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out sequence) && sequence >= 0
            ? null
            : "must be a whole number from 0 to 9223372036854775807";
    }

    /// <summary>Reads a source's own number of a tick from the text of a valid JSON number.</summary>
    public static string? ReadSequence(ReadOnlySpan<byte> number, out long sequence) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out sequence)
            ? null
            : "must be a whole number from 0 to 9223372036854775807";

    private static bool IsZero(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return !(exponent < 0 ? number : number[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
    }

    /// <summary>Copies a string without its escapes; false where it does not fit or is no text.</summary>
    public static bool TryCopy(ref Utf8JsonReader reader, scoped Span<byte> to, out int length)
    {
        var raw = reader.ValueSpan;
        length = raw.Length;
        if (!reader.ValueIsEscaped)
        {
            return raw.TryCopyTo(to);
        }

        Span<byte> unescaped = stackalloc byte[MaxEscapedLength];
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
}
