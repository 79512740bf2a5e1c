using System.Text;

namespace Tripline.Sources.Text;

/// <summary>Knows by which names producers call the fields of a tick.</summary>
public sealed class TickFieldMap
{
    // Our own names, then those of other producers: {exchange,symbol,price,qty,ts,trade_id,side},
    // {asset,price,timestamp} and {symbol,price,volume,timestamp}.
    private static readonly (TickField Field, string Names)[] Defaults =
    [
        (TickField.Symbol, "symbol,asset"),
        (TickField.Price, "price"),
        (TickField.Size, "size,qty,volume"),
        (TickField.Time, "time,ts,timestamp"),
        (TickField.Source, "source"),
        (TickField.Sequence, "sequence"),
        (TickField.Session, "session"),
        (TickField.Id, "id"),
    ];

    private readonly (byte[] Name, TickField Field)[][] _byLength;

    /// <summary>The default names.</summary>
    public static TickFieldMap Default { get; } = new([]);

    /// <summary>A map with some fields named otherwise.</summary>
    /// <param name="names">Names, separated by commas, by our name of the field.</param>
    /// <exception cref="ArgumentException">There is no such field, or a name stands for two.</exception>
    public TickFieldMap(IEnumerable<KeyValuePair<string, string>> names)
    {
        var given = new Dictionary<string, string>(names, StringComparer.OrdinalIgnoreCase);
        var fields = new Dictionary<string, TickField>(StringComparer.Ordinal);
        foreach (var (field, defaults) in Defaults)
        {
            var list = given.Remove(field.ToString(), out var own) ? own : defaults;
            foreach (var name in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!fields.TryAdd(name, field))
                {
                    throw new ArgumentException(
                        $"Ticks:Fields: '{name}' stands for both {Option(fields[name])} and {Option(field)}.", nameof(names));
                }
            }
        }

        if (given.Count > 0)
        {
            throw new ArgumentException(
                $"Ticks:Fields:{given.Keys.First()} is no field of a tick; the fields are "
                + string.Join(", ", Defaults.Select(d => Option(d.Field))) + ".",
                nameof(names));
        }

        var longest = fields.Keys.Max(name => Encoding.UTF8.GetByteCount(name));
        _byLength = new (byte[], TickField)[longest + 1][];
        foreach (var length in Enumerable.Range(0, longest + 1))
        {
            _byLength[length] = [.. fields
                .Select(pair => (Name: Encoding.UTF8.GetBytes(pair.Key), Field: pair.Value))
                .Where(entry => entry.Name.Length == length)];
        }
    }

    /// <summary>What a name in UTF-8, without escapes, stands for.</summary>
    public TickField Of(ReadOnlySpan<byte> name)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (ref readonly var entry in _byLength[name.Length].AsSpan())
            {
                if (name.SequenceEqual(entry.Name))
                {
                    return entry.Field;
                }
            }
        }

        return TickField.None;
    }

    /// <summary>Our name of a field.</summary>
    public static string Option(TickField field) => field switch
    {
        TickField.Symbol => "symbol",
        TickField.Price => "price",
        TickField.Size => "size",
        TickField.Time => "time",
        TickField.Source => "source",
        TickField.Session => "session",
        TickField.Id => "id",
        _ => "sequence",
    };
}
