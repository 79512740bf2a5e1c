using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>The real trades of a day, rules on them, and the triggers that these must give.</summary>
internal static class ReferenceDay
{
    public const string TradesFile = "us-equity-trades-20131007.csv.gz";
    public const string RulesFile = "rules-20131007.json";
    public const string TriggersFile = "triggers-20131007.csv.gz";

    /// <summary>The rules in the file's order, as (symbol, name, terms).</summary>
    public static IReadOnlyList<(string Symbol, string Name, RuleTerms Terms)> ReadRules()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(RulesFile)));
        var rules = new List<(string, string, RuleTerms)>();
        foreach (var rule in document.RootElement.EnumerateArray())
        {
            rules.Add((rule.GetProperty("symbol").GetString()!, rule.GetProperty("name").GetString()!, new(
                new Guid(rules.Count + 1, 0, 0, new byte[8]),
                1,
                rule.GetProperty("when").GetString()!,
                rule.GetProperty("frequency").GetString() == "once",
                rule.TryGetProperty("cooldown", out var cooldown) ? ToMs(cooldown.GetString()!) : 0,
                rule.TryGetProperty("rearm", out var rearm) ? rearm.GetDecimal() : 0,
                null)));
        }

        return rules;
    }

    /// <summary>The day's ticks by symbol; a tick's position is its row in the file.</summary>
    public static IReadOnlyDictionary<string, TickColumns> ReadTicks()
    {
        var symbols = new Dictionary<string, TickColumns>(StringComparer.Ordinal);
        var row = 0L;
        foreach (var fields in ReadRows(TradesFile))
        {
            if (!symbols.TryGetValue(fields[1], out var ticks))
            {
                symbols.Add(fields[1], ticks = new());
            }

            ticks.Add(Number(fields[2]), Number(fields[3]), long.Parse(fields[0], CultureInfo.InvariantCulture), row++);
        }

        return symbols;
    }

    /// <summary>The triggers as lines <c>name,row,time,symbol,price</c>, the price as the shortest text of its double.
    /// </summary>
    public static IReadOnlyList<string> ReadTriggers() =>
        [.. ReadRows(TriggersFile).Select(f => Line(f[0], f[1], f[2], f[3], Number(f[4])))];

    public static string Line(string name, object row, object timeMs, string symbol, double price) =>
        string.Create(CultureInfo.InvariantCulture, $"{name},{row},{timeMs},{symbol},{price}");

    private static IEnumerable<string[]> ReadRows(string file)
    {
        using var stream = File.OpenRead(SharedData.Path(file));
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long ToMs(string duration) =>
        long.Parse(duration.AsSpan(0, duration.Length - 1), CultureInfo.InvariantCulture) * duration[^1] switch
        {
            's' => 1_000,
            'm' => 60_000,
            'h' => 3_600_000,
            _ => 86_400_000,
        };
}
