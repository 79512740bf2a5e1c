using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tripline.Sources.Replay;

/// <summary>Reads one row <c>time,symbol,price,size</c>. Keeps each symbol's text once.</summary>
internal sealed class TickRow
{
    /// <summary>The row's columns, as a header names them.</summary>
    public const string Header = "time,symbol,price,size";

    // 9999-12-31T23:59:59.999Z: beyond it a time has no RFC 3339 form.
    private const long MaxTimeMs = 253_402_300_799_999;

    // A file full of nonsense symbols must not fill the memory.
    private const int MaxKeptSymbols = 1_000_000;

    private readonly Dictionary<string, string> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TickRow() => _lookup = _symbols.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Refuses a header other than <see cref="Header"/>; letter case and spaces do not matter.</summary>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    public static void CheckHeader(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).Replace(" ", "", StringComparison.Ordinal);
        if (!text.Equals(Header, StringComparison.OrdinalIgnoreCase))
        {
            var shown = text.Length <= 80 ? text : text[..80] + "…";
            throw new InvalidDataException($"The first line is '{shown}'; it must be '{Header}', or the first row.");
        }
    }

    /// <summary>Reads a row.</summary>
    /// <returns>Null and the tick, or what is wrong with the row.</returns>
    public string? TryRead(ReadOnlySpan<byte> row, out Tick tick)
    {
        tick = default;
        var rest = row;
        if (!TryTakeField(ref rest, out var time)
            || !TryTakeField(ref rest, out var symbolText)
            || !TryTakeField(ref rest, out var priceText)
            || rest.Contains((byte)','))
        {
            return $"expected the four fields {Header}";
        }

        if (!Utf8Parser.TryParse(time, out long timeMs, out var used) || used != time.Length
            || timeMs is < 0 or > MaxTimeMs)
        {
            return "time is not a number of milliseconds since 1970 up to the year 9999";
        }

        if (!TryReadSymbol(symbolText, out var symbol))
        {
            return "symbol is not 1 to 32 characters of A-Z, 0-9 and ._:-, letter or digit first";
        }

        if (!PriceText.TryParse(priceText, out var price))
        {
            return "price is not a positive decimal number of at most 15 significant digits";
        }

        if (!PriceText.TryParseNonNegative(rest, out var size))
        {
            return "size is not a decimal number of at most 15 significant digits, zero or more";
        }

        tick = new Tick(symbol, price, size, timeMs);
        return null;
    }

    private bool TryReadSymbol(ReadOnlySpan<byte> text, out string symbol)
    {
        symbol = "";
        Span<char> buffer = stackalloc char[SymbolText.MaxLength];
        if (text.Length is 0 or > SymbolText.MaxLength || !Encoding.ASCII.TryGetChars(text, buffer, out var length))
        {
            return false;
        }

        var characters = buffer[..length];
        if (_lookup.TryGetValue(characters, out var known))
        {
            symbol = known;
            return true;
        }

        var upper = new string(characters).ToUpper(CultureInfo.InvariantCulture);
        if (!SymbolText.IsValid(upper))
        {
            return false;
        }

        symbol = _symbols.TryGetValue(upper, out var kept) ? kept : upper;
        if (_symbols.Count < MaxKeptSymbols)
        {
            _lookup[characters] = symbol;
        }

        return true;
    }

    private static bool TryTakeField(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        var comma = rest.IndexOf((byte)',');
        if (comma < 0)
        {
            field = default;
            return false;
        }

        field = rest[..comma];
        rest = rest[(comma + 1)..];
        return true;
    }
}
