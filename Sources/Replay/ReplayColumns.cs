using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using Tripline.Sources.Text;

namespace Tripline.Sources.Replay;

/// <summary>Makes ticks of the rows of one file: knows which column is what, from its header or as the options say, and keeps
/// each symbol's text once.</summary>
/// <param name="options">Of the replay.</param>
/// <param name="ticks">Of ticks on every way in.</param>
/// <param name="markets">Which symbols' prices may be zero or negative.</param>
internal sealed class ReplayColumns(ReplayOptions options, TickOptions ticks, MarketRules markets)
{
    private const int MaxFieldLength = 64;

    // A file full of nonsense symbols must not fill the memory.
    private const int MaxKeptSymbols = 1_000_000;

    private static readonly TickField[] DefaultOrder = [TickField.Time, TickField.Symbol, TickField.Price, TickField.Size];

    // Names that dumps of exchanges and vendors use, where a file has none of the others.
    private static readonly (TickField Field, string Name)[] Aliases =
    [
        (TickField.Symbol, "ticker"), (TickField.Symbol, "instrument"), (TickField.Symbol, "product_id"),
        (TickField.Size, "quantity"), (TickField.Size, "amount"),
        (TickField.Time, "transact_time"), (TickField.Time, "sip_timestamp"), (TickField.Time, "datetime"),
        (TickField.Time, "date"),
    ];

    private readonly TickFieldMap _names = new(ticks.Fields);
    private readonly Dictionary<string, string> _symbols = new(StringComparer.Ordinal);
    private TickField[] _columns = [];

    /// <summary>Looks at a file's first row.</summary>
    /// <returns>Whether it is a header rather than a tick.</returns>
    /// <exception cref="InvalidDataException">It is a header that lacks a column.</exception>
    public bool Begin(SepReader.Row first)
    {
        var names = new string[first.ColCount];
        for (var at = 0; at < names.Length; at++)
        {
            names[at] = first[at].ToString().Trim();
        }

        // A tick's time begins with a digit, and no name of a column does.
        var given = Given();
        var timeAt = Math.Max(0, Array.IndexOf(given, TickField.Time));
        var isHeader = timeAt >= names.Length || names[timeAt] is not [>= '0' and <= '9', ..];
        _columns = given.Length > 0 ? given
            : isHeader ? FromHeader(names)
            : DefaultOrder;
        var missing = new[] { TickField.Time, TickField.Symbol, TickField.Price }
            .Where(field => !_columns.Contains(field) && (field != TickField.Symbol || options.Symbol.Length == 0))
            .Select(TickFieldMap.Option)
            .ToArray();
        return missing.Length == 0
            ? isHeader
            : throw new InvalidDataException(
                $"The first line is '{Shown(string.Join(',', names))}': it has no column {string.Join(", ", missing)}. Name "
                + "the columns with Replay:Columns (such as time,symbol,price,size, with - for one to be passed over), or "
                + "with Ticks:Fields; give Replay:Symbol where the file has one symbol.");
    }

    /// <summary>Reads a row.</summary>
    /// <returns>Null and the tick, or what is wrong with the row.</returns>
    public string? TryRead(SepReader.Row row, long latestMs, out Tick tick)
    {
        tick = default;
        if (row.ColCount != _columns.Length)
        {
            return $"expected {_columns.Length} fields, as the first line has";
        }

        var symbol = options.Symbol.ToUpperInvariant();
        var (price, size, timeMs) = (0.0, 0.0, 0L);
        Span<byte> buffer = stackalloc byte[MaxFieldLength];
        for (var at = 0; at < _columns.Length; at++)
        {
            var field = _columns[at];
            var characters = row[at].Span.Trim();
            if (field == TickField.None)
            {
                continue;
            }

            if (Ascii.FromUtf16(characters, buffer, out var length) != System.Buffers.OperationStatus.Done)
            {
                return $"{TickFieldMap.Option(field)} is no ASCII text of at most {MaxFieldLength} characters";
            }

            var text = buffer[..length];
            var reason = field switch
            {
                TickField.Symbol => ReadSymbol(text, characters, out symbol),
                TickField.Time => ReadTime(text, out timeMs),
                TickField.Price => IsNumber(text) ? TickJson.ReadPrice(Number(text), out price) : "is no number",
                TickField.Size => text.IsEmpty ? null : IsNumber(text) ? TickJson.ReadSize(Number(text), out size) : "is no number",
                _ => null,
            };
            if (reason is not null)
            {
                return $"{TickFieldMap.Option(field)} {reason}";
            }
        }

        price /= options.PriceScale;
        tick = new Tick(symbol, price, size, timeMs);
        return price <= 0 && !markets.TakesAnyPrice(symbol) ? $"price must be a positive number; {MarketRules.Hint}"
            : timeMs > latestMs ? "time is further in the future than Ticks:MaxAhead allows"
            : null;
    }

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";

    // Other writers leave the zero before the point away.
    private static bool IsNumber(ReadOnlySpan<byte> text) => NumberText.IsNumber(Number(text));

    private static ReadOnlySpan<byte> Number(ReadOnlySpan<byte> text)
    {
        text = text is [(byte)'+', ..] ? text[1..] : text;
        while (text is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..])
        {
            text = text[1..];
        }

        return text is [.., (byte)'.'] ? text[..^1] : text;
    }

    private TickField[] Given() => options.Columns.Length == 0 ? [] :
        [.. options.Columns.Split(',', StringSplitOptions.TrimEntries).Select(static name =>
            Enum.TryParse<TickField>(name, ignoreCase: true, out var field) ? field : TickField.None)];

    private TickField[] FromHeader(string[] names)
    {
        var columns = names.Select(name => _names.Of(Encoding.UTF8.GetBytes(name.ToLowerInvariant()))).ToArray();
        foreach (var (field, alias) in Aliases)
        {
            var at = Array.FindIndex(names, name => name.Equals(alias, StringComparison.OrdinalIgnoreCase));
            if (at >= 0 && columns[at] == TickField.None && !columns.Contains(field))
            {
                columns[at] = field;
            }
        }

        return columns;
    }

    private string? ReadTime(ReadOnlySpan<byte> text, out long timeMs)
    {
        if (options.Date is { } date)
        {
            // Milliseconds since that day's midnight.
            var isRead = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sinceMidnight);
            timeMs = date.ToUnixTimeMilliseconds() + sinceMidnight;
            return isRead && sinceMidnight < 2 * 86_400_000L ? null : "is no number of milliseconds since midnight";
        }

        return !EpochTime.TryReadText(text, out timeMs) ? EpochTime.Expected
            : !EpochTime.IsTaken(timeMs) ? "must be from 1970 to 9999"
            : null;
    }

    private string? ReadSymbol(Span<byte> text, ReadOnlySpan<char> characters, out string symbol)
    {
        if (_symbols.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(characters, out symbol!))
        {
            return null;
        }

        symbol = "";
        if (!SymbolName.TryRaise(text))
        {
            return SymbolName.Expected;
        }

        var raised = Encoding.ASCII.GetString(text);
        symbol = _symbols.TryGetValue(raised, out var kept) ? kept : raised;
        if (_symbols.Count < MaxKeptSymbols)
        {
            _symbols[characters.ToString()] = symbol;
        }

        return null;
    }
}
